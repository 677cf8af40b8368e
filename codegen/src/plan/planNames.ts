import { names } from "../emit/names.ts";
import type { Planner } from "./Planner.ts";

/** What the configuration can speak of, where it is TypeScript. */
export const planNames: Planner = (model, { settings, inEntities }) =>
  settings.isTyped
    ? [{ mode: "always", path: inEntities("codegen/names.ts"), contents: names(model) }]
    : [];
