import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Order } from "../Order.ts";

export function newOrder(em: EntityManager, opts: FactoryOpts<Order> = {}): DeepNew<Order> {
  return newTestInstance(em, Order, opts, {});
}
