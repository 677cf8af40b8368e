import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Toy } from "../Toy.ts";

export function newToy(em: EntityManager, opts: FactoryOpts<Toy> = {}): DeepNew<Toy> {
  return newTestInstance(em, Toy, opts, {});
}
