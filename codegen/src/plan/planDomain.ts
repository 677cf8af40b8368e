import { domain } from "../emit/domain.ts";
import { schema } from "../emit/schema.ts";
import type { Planner } from "./Planner.ts";
import { reliedOn } from "./reliedOn.ts";

/** The schema as data, and the one file that links it with the classes. */
export const planDomain: Planner = (model, { emit, inEntities, hash }) => [
  {
    mode: "always",
    path: inEntities("codegen/schema.ts"),
    contents: schema(model, hash(reliedOn(model)), emit),
  },
  { mode: "always", path: inEntities("codegen/domain.ts"), contents: domain(model, emit) },
];
