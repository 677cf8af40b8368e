import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Novel } from "../Novel.ts";

export function newNovel(em: EntityManager, opts: FactoryOpts<Novel> = {}): DeepNew<Novel> {
  return newTestInstance(em, Novel, opts, {});
}
