import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Animal } from "../Animal.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newAnimal(em: EntityManager, opts: FactoryOpts<Animal> = {}): DeepNew<Animal> {
  return newTestInstance(em, Animal, opts, {});
}
