// R-REL-1 R-TLOAD-3 R-THRU-1 members written by hand are read only when loaded, and lead where they say.
import { type Collection, hasManyDerived, hasManyThrough, hasOneThrough, hasProperty, type Property, type Reference, withLoaded } from "kingpost";
import type { Customer } from "../../schema/entities/Customer.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import type { Product } from "../../schema/entities/Product.ts";
import { Shipment } from "../../schema/entities/Shipment.ts";

export async function wrongMember(em: EntityManager, customer: Customer): Promise<void> {
  customer.parcelCount.get;
//                     ^ TS2339: Property 'get' does not exist on type 'Property<Customer, number, "add it to populate">'.
  customer.latestOrder.get;
//                     ^ TS2339: Property 'get' does not exist on type 'Reference<Customer, Order, undefined, "add it to populate">'.
  customer.firstOrders.call(1);
//                     ^ TS2339: Property 'call' does not exist on type 'AsyncMethod<Customer, [count: number], readonly Order[], "add it to populate">'.
  await em.populate(customer, { parcelCount: "orders" });
//                              ^ TS2322: Type 'string' is not assignable to type 'NothingBelow'.
  await em.populate(customer, { hint: "orderz" });
//                              ^ TS2820: Type '"orderz"' is not assignable to type 'LoadHint<Customer>'. Did you mean '"orders"'?
  await em.populate(customer, { openShipments: "customerz" });
//                              ^ TS2820: Type '"customerz"' is not assignable to type 'LoadHint<Shipment> | undefined'. Did you mean '"customer"'?
  await customer.load((c) => c.orders.customerz);
//                                    ^ TS2551: Property 'customerz' does not exist on type 'Lens<Order, Order[]>'. Did you mean 'customer'?
  withLoaded(await em.load(Shipment, "shp:1", "customer")).products;
//                                                         ^ TS2339: Property 'products' does not exist on type 'WithLoaded<Loaded<Shipment, "customer">>'.
}

export abstract class Wrong extends Shipment {
  readonly unset: Reference<Wrong, Customer, never> = hasOneThrough((s) => s.order.placedBy);
//                                                                         ^ TS2322: Type 'Lens<Customer | undefined, Customer | undefined>' is not assignable to type 'LensResult<NoInfer<Customer>, NoInfer<Customer>>'.
  readonly single: Collection<Wrong, Customer> = hasManyThrough((s) => s.order.customer);
//                                                                     ^ TS2322: Type 'Lens<Customer, Customer>' is not assignable to type 'LensResult<NoInfer<Customer>, NoInfer<Customer>[]>'.
  readonly other: Reference<Wrong, Product, never> = hasOneThrough((s) => s.order.customer);
//                                                                        ^ TS2322: Type 'Lens<Customer, Customer>' is not assignable to type 'LensResult<NoInfer<Product>, NoInfer<Product>>'.
  readonly unloaded: Collection<Wrong, Product> = hasManyDerived("parcels", (s) => s.products.get);
//                                                                                            ^ TS2339: Property 'get' does not exist on type 'Collection<Shipment, Product>'.
  readonly misled: Property<Wrong, number> = hasProperty("parcelz", () => 1);
//                                                       ^ TS2345: Argument of type '"parcelz"' is not assignable to parameter of type 'LoadHint<Wrong>'.
}
