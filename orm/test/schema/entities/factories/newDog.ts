import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Dog } from "../Dog.ts";

export function newDog(em: EntityManager, opts: FactoryOpts<Dog> = {}): DeepNew<Dog> {
  return newTestInstance(em, Dog, opts, {});
}
