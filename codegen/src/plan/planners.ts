// Everything that codegen makes, as a list; plugins come after it.
import { planDocs } from "./planDocs.ts";
import { planDomain } from "./planDomain.ts";
import { planEntities } from "./planEntities.ts";
import { planEnums } from "./planEnums.ts";
import { planFactories } from "./planFactories.ts";
import { planGraphql } from "./planGraphql.ts";
import { planNames } from "./planNames.ts";
import type { Planner } from "./Planner.ts";
import { planSmokeTests } from "./planSmokeTests.ts";

export const planners: ReadonlyArray<Planner> = [
  planEntities,
  planEnums,
  planDomain,
  planFactories,
  planNames,
  planSmokeTests,
  planDocs,
  planGraphql,
];
