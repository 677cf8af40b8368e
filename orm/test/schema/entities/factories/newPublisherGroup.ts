import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { PublisherGroup } from "../PublisherGroup.ts";

export function newPublisherGroup(
  em: EntityManager,
  opts: FactoryOpts<PublisherGroup> = {},
): DeepNew<PublisherGroup> {
  return newTestInstance(em, PublisherGroup, opts, {});
}
