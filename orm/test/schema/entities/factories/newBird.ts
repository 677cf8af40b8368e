import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Bird } from "../Bird.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newBird(em: EntityManager, opts: FactoryOpts<Bird> = {}): DeepNew<Bird> {
  return newTestInstance(em, Bird, opts, {});
}
