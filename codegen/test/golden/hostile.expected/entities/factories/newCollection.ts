import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Collection } from "../Collection.ts";

export function newCollection(
  em: EntityManager,
  opts: FactoryOpts<Collection> = {},
): DeepNew<Collection> {
  return newTestInstance(em, Collection, opts, {});
}
