import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Costume } from "../Costume.ts";

export function newCostume(em: EntityManager, opts: FactoryOpts<Costume> = {}): DeepNew<Costume> {
  return newTestInstance(em, Costume, opts, {});
}
