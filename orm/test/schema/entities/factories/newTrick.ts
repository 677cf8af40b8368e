import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Trick } from "../Trick.ts";

export function newTrick(em: EntityManager, opts: FactoryOpts<Trick> = {}): DeepNew<Trick> {
  return newTestInstance(em, Trick, opts, {});
}
