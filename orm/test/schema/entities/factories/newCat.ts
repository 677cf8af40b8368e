import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Cat } from "../Cat.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newCat(em: EntityManager, opts: FactoryOpts<Cat> = {}): DeepNew<Cat> {
  return newTestInstance(em, Cat, opts, {});
}
