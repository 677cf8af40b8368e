import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Play } from "../Play.ts";

export function newPlay(em: EntityManager, opts: FactoryOpts<Play> = {}): DeepNew<Play> {
  return newTestInstance(em, Play, opts, {});
}
