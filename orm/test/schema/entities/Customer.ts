import {
  type AsyncMethod,
  type AsyncProperty,
  type Collection,
  hasAsyncMethod,
  hasAsyncProperty,
  hasCustomCollection,
  hasCustomReference,
  hasManyThrough,
  hasOneDerived,
  hasProperty,
  type Property,
  type Reference,
} from "kingpost";
import { CustomerCodegen, customerConfig } from "./codegen/CustomerCodegen.ts";
import { Order } from "./Order.ts";
import type { Product } from "./Product.ts";
import type { Shipment } from "./Shipment.ts";

export class Customer extends CustomerCodegen {
  readonly latestOrder: Reference<Customer, Order, undefined> = hasOneDerived("orders", (c) =>
    c.orders.get.at(-1),
  );
  readonly shipments: Collection<Customer, Shipment> = hasManyThrough((c) => c.orders.shipments);
  /** Through a member that is written by hand itself. */
  readonly shipped: Collection<Customer, Product> = hasManyThrough((c) => c.shipments.products);
  /** The first order without a note; what was found is kept per entity. */
  readonly plainOrder: Reference<Customer, Order, undefined> = hasCustomReference({
    load: async (c) => {
      if (c.transientFields.failure) throw c.transientFields.failure;
      const [order] = await c.em.find(
        Order,
        { customer: c, note: null },
        { orderBy: { id: "ASC" } },
      );
      c.transientFields.plainOrder = { order };
    },
    isLoaded: (c) => c.transientFields.plainOrder !== undefined,
    get: (c) => c.transientFields.plainOrder?.order,
    set: (c, order) => (c.transientFields.plainOrder = { order }),
  });
  readonly favorites: Collection<Customer, Product> = hasCustomCollection({
    loadHint: { orders: "products" },
    load: async (c) => (c.transientFields.areFavoritesKnown = true),
    isLoaded: (c) => c.transientFields.areFavoritesKnown,
    get: (c) => favoritesOf(c),
    add: (c, product) => c.transientFields.picked.push(product),
    remove: (c, product) =>
      (c.transientFields.picked = c.transientFields.picked.filter((each) => each !== product)),
  });
  /** Follows from what is loaded. */
  readonly parcelCount: Property<Customer, number> = hasProperty(
    { orders: { shipments: "parcels" } },
    (c) =>
      c.orders.get.flatMap((order) => order.shipments.get.flatMap((s) => s.parcels.get)).length,
  );
  /** A property whose value is entities, from other hand-written members. */
  readonly openShipments: Property<Customer, ReadonlyArray<Shipment>> = hasProperty(
    { shipments: "open" },
    (c) => c.shipments.get.filter((shipment) => shipment.open.get.length > 0),
  );
  /** Two that need each other. */
  readonly hen: Property<Customer, number> = hasProperty("egg", (c) => c.egg.get + 1);
  readonly egg: Property<Customer, number> = hasProperty("hen", (c) => c.hen.get + 1);
  readonly orderCount: AsyncProperty<Customer, number> = hasAsyncProperty((c) => {
    c.transientFields.counted++;
    return c.em.findCount(Order, { customer: c });
  });
  readonly firstOrders: AsyncMethod<Customer, [count: number], ReadonlyArray<Order>> =
    hasAsyncMethod("orders", (c, count) => c.orders.get.slice(0, count));
  transientFields = {
    counted: 0,
    failure: undefined as Error | undefined,
    plainOrder: undefined as { order: Order | undefined } | undefined,
    areFavoritesKnown: false,
    picked: [] as Product[],
  };
}

function favoritesOf(customer: Customer): Product[] {
  return customer.transientFields.picked;
}

customerConfig.placeholder();
