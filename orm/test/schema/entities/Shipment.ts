import {
  type Collection,
  hasManyDerived,
  hasManyThrough,
  hasOneThrough,
  type Reference,
} from "kingpost";
import { ShipmentCodegen, shipmentConfig } from "./codegen/ShipmentCodegen.ts";
import type { Customer } from "./Customer.ts";
import type { Parcel } from "./Parcel.ts";
import type { Product } from "./Product.ts";

export class Shipment extends ShipmentCodegen {
  readonly customer: Reference<Shipment, Customer, never> = hasOneThrough((s) => s.order.customer);
  readonly placedBy: Reference<Shipment, Customer, undefined> = hasOneThrough(
    (s) => s.order.placedBy,
  );
  readonly products: Collection<Shipment, Product> = hasManyThrough((s) => s.parcels.items.product);
  readonly open: Collection<Shipment, Parcel> = hasManyDerived("parcels", (s) =>
    s.parcels.get.filter((parcel) => parcel.arrivedAt === undefined),
  );
}

shipmentConfig.placeholder();
