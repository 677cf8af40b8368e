import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Topic } from "../Topic.ts";

export function newTopic(em: EntityManager, opts: FactoryOpts<Topic> = {}): DeepNew<Topic> {
  return newTestInstance(em, Topic, opts, {});
}
