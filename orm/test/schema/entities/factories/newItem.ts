import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Item } from "../Item.ts";

export function newItem(em: EntityManager, opts: FactoryOpts<Item> = {}): DeepNew<Item> {
  return newTestInstance(em, Item, opts, {});
}
