// Scenario 29 with MikroORM: the cases are in wrong/cases/cases.ts.
import type { EntityManager } from "@mikro-orm/postgresql";
import { compileCases } from "../runner/compileCases.ts";
import type { Stage } from "../runner/Stage.ts";
import type { WhatCompilesObserved } from "../scenarios/whatCompiles.ts";

export async function whatCompiles({
  outside,
}: Stage<EntityManager>): Promise<WhatCompilesObserved> {
  // Nothing is asked of the database but whether it is there.
  await outside("SELECT 1");
  return compileCases(new URL("wrong/cases/cases.ts", import.meta.url));
}
