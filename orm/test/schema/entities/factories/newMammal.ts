import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Mammal } from "../Mammal.ts";

export function newMammal(em: EntityManager, opts: FactoryOpts<Mammal> = {}): DeepNew<Mammal> {
  return newTestInstance(em, Mammal, opts, {});
}
