import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Tag } from "../Tag.ts";

export function newTag(em: EntityManager, opts: FactoryOpts<Tag> = {}): DeepNew<Tag> {
  return newTestInstance(em, Tag, opts, {});
}
