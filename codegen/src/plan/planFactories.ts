import { factoryIndex } from "../emit/factoryIndex.ts";
import type { Planner } from "./Planner.ts";

export const planFactories: Planner = (model, { emit, inEntities }) => [
  { mode: "always", path: inEntities("factories/index.ts"), contents: factoryIndex(model, emit) },
];
