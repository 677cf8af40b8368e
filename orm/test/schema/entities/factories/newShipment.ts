import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Shipment } from "../Shipment.ts";

export function newShipment(
  em: EntityManager,
  opts: FactoryOpts<Shipment> = {},
): DeepNew<Shipment> {
  return newTestInstance(em, Shipment, opts, {});
}
