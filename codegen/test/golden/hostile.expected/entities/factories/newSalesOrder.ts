import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { SalesOrder } from "../SalesOrder.ts";

export function newSalesOrder(
  em: EntityManager,
  opts: FactoryOpts<SalesOrder> = {},
): DeepNew<SalesOrder> {
  return newTestInstance(em, SalesOrder, opts, {});
}
