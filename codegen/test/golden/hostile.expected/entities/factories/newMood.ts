import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Mood } from "../Mood.ts";

export function newMood(em: EntityManager, opts: FactoryOpts<Mood> = {}): DeepNew<Mood> {
  return newTestInstance(em, Mood, opts, {});
}
