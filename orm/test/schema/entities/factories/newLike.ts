import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Like } from "../Like.ts";

export function newLike(em: EntityManager, opts: FactoryOpts<Like> = {}): DeepNew<Like> {
  return newTestInstance(em, Like, opts, {});
}
