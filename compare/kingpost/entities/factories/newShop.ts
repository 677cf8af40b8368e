import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Shop } from "../Shop.ts";

export function newShop(em: EntityManager, opts: FactoryOpts<Shop> = {}): DeepNew<Shop> {
  return newTestInstance(em, Shop, opts, {});
}
