// Relations that classes write by hand: through others, derived from what is loaded, or loaded by code of their own.
import { CustomCollection, CustomReference } from "kingpost";
import { describe, expect, it } from "vitest";
import { Customer } from "../schema/entities/Customer.ts";
import { Item } from "../schema/entities/Item.ts";
import { Order } from "../schema/entities/Order.ts";
import { Parcel } from "../schema/entities/Parcel.ts";
import { Product } from "../schema/entities/Product.ts";
import { Shipment } from "../schema/entities/Shipment.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Two customers with an order each; the first order is shipped twice, in three parcels. */
async function givenShipments(): Promise<void> {
  const em = database.newEm();
  const [c1, c2] = ["c1", "c2"].map((name) => em.create(Customer, { name }));
  const o1 = em.create(Order, { customer: c1!, placedBy: c2! });
  const o2 = em.create(Order, { customer: c2! });
  const [s1, s2, s3] = [o1, o1, o2].map((order) => em.create(Shipment, { order }));
  const arrivedAt = new Date("2026-01-02T00:00:00Z");
  const p1 = em.create(Parcel, { shipment: s1!, arrivedAt });
  const [p2, p3, p4] = [s1, s2, s3].map((shipment) => em.create(Parcel, { shipment: shipment! }));
  const [pen, ink] = ["pen", "ink"].map((name) => em.create(Product, { name }));
  for (const [parcel, product] of [
    [p1, pen],
    [p2, ink],
    [p2, pen],
    [p3, ink],
    [p4, pen],
  ] as const)
    em.create(Item, { parcel: parcel!, product: product! });
  await em.flush();
}

const names = (products: ReadonlyArray<{ readonly name: string }>): string[] =>
  products.map(({ name }) => name);

describe("through", () => {
  it("R-THRU-1 loads the path, one statement per relation for any number of entities", async () => {
    await givenShipments();
    const em = database.newEm();
    const shipments = await em.find(Shipment, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(async () => {
      const customers = await Promise.all(shipments.map((shipment) => shipment.customer.load()));
      expect(names(customers)).toEqual(["c1", "c1", "c2"]);
    });
    expect(sent.map(({ operation }) => operation)).toEqual(["load Order", "load Customer"]);
  });

  it("R-THRU-1 is a key of hints, with what is below it", async () => {
    await givenShipments();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const customers = await em.find(Customer, {}, { populate: { shipments: "products" } });
      expect(
        customers.map((customer) =>
          customer.shipments.get.map(({ products }) => names(products.get)),
        ),
      ).toEqual([[["pen", "ink"], ["ink"]], [["pen"]]]);
    });
    expect(sent.map(({ operation }) => operation)).toEqual([
      "find Customer",
      "load Customer.orders",
      "load Order.shipments",
      "load Shipment.parcels",
      "load Parcel.items",
      "load Product",
    ]);
  });

  it("R-THRU-1 leads through members that are written by hand themselves, each entity once", async () => {
    await givenShipments();
    const customer = await database.newEm().load(Customer, "cus:1", "shipped");
    expect(names(customer.shipped.get)).toEqual(["pen", "ink"]);
  });

  it("R-THRU-1 follows what is unset to undefined", async () => {
    await givenShipments();
    const em = database.newEm();
    const [s1, , s3] = await em.find(
      Shipment,
      {},
      { orderBy: { id: "ASC" }, populate: "placedBy" },
    );
    expect([s1!.placedBy.get?.name, s3!.placedBy.get]).toEqual(["c2", undefined]);
  });

  it("R-THRU-1 refuses to be written", async () => {
    await givenShipments();
    const shipment = await database.newEm().load(Shipment, "shp:1", ["customer", "products"]);
    const refused = expect.objectContaining({ code: "READ_ONLY_RELATION" });
    expect(() => shipment.customer.set(shipment.customer.get)).toThrow(refused);
    expect(() => shipment.products.add(shipment.products.get[0]!)).toThrow(
      "Shipment:1.products is read-only: it has no add; change what it is derived from",
    );
    expect(() => shipment.products.set([])).toThrow(refused);
  });

  it("R-THRU-2 shows what memory has now, and the same list while nothing changed", async () => {
    await givenShipments();
    const em = database.newEm();
    const shipment = await em.load(Shipment, "shp:1", ["products", "customer"]);
    const before = shipment.products.get;
    expect(shipment.products.get).toBe(before);
    expect(Object.isFrozen(before)).toBe(true);
    const [parcel] = await shipment.parcels.load();
    em.create(Item, { parcel: parcel!, product: em.create(Product, { name: "cap" }) });
    expect(names(shipment.products.get)).toEqual(["pen", "cap", "ink"]);
    em.delete(before[0]!);
    expect(names(shipment.products.get)).toEqual(["cap", "ink"]);
    expect(names(shipment.products.getWithDeleted)).toEqual(["pen", "cap", "ink"]);
    const order = await shipment.order.load();
    order.customer.set(em.create(Customer, { name: "c3" }));
    expect(shipment.customer.get.name).toBe("c3");
  });

  it("R-REL-3 of a new entity is loaded", async () => {
    const em = database.newEm();
    const customer = em.create(Customer, { name: "c1" });
    const shipment = em.create(Shipment, { order: em.create(Order, { customer }) });
    expect([shipment.customer.get, shipment.products.get]).toEqual([customer, []]);
  });

  it("R-REL-1 throws when it is read before its path is loaded", async () => {
    await givenShipments();
    const shipment = await database.newEm().load(Shipment, "shp:1");
    expect(() => (shipment.products as unknown as { get: unknown }).get).toThrow(
      "Shipment:1.products was not loaded",
    );
  });

  it("R-REL-8 asks again for the whole path when told to", async () => {
    await givenShipments();
    const em = database.newEm();
    const shipment = await em.load(Shipment, "shp:1", "products");
    await database.query("DELETE FROM items WHERE product_id = 1");
    const sent = await database.recorded(() => shipment.products.load({ forceReload: true }));
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Shipment.parcels",
      "load Parcel.items",
    ]);
    expect(names(shipment.products.get)).toEqual(["ink"]);
  });
});

describe("derived", () => {
  it("R-THRU-2 is computed from what its hint loads", async () => {
    await givenShipments();
    const em = database.newEm();
    const sent = await database.recorded(() => em.load(Shipment, "shp:1", "open"));
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Shipment",
      "load Shipment.parcels",
    ]);
    const shipment = await em.load(Shipment, "shp:1", "open");
    expect(shipment.open.get.map(({ id }) => id)).toEqual(["par:2"]);
    shipment.open.get[0]!.arrivedAt = new Date();
    expect(shipment.open.get).toEqual([]);
    const customer = await em.load(Customer, "cus:1", { latestOrder: "shipments" });
    expect(customer.latestOrder.get?.shipments.get.length).toBe(2);
    expect([customer.latestOrder.isLoaded, customer.latestOrder.hasBeenSet]).toEqual([true, false]);
  });
});

describe("custom", () => {
  it("R-CUST-1 is an instance of what the door exports, as what is through others or derived is", () => {
    const customer = database.newEm().create(Customer, { name: "c" });
    const { latestOrder, plainOrder, shipments, favorites, orders } = customer;
    expect([latestOrder, plainOrder].every((each) => each instanceof CustomReference)).toBe(true);
    expect([shipments, favorites].every((each) => each instanceof CustomCollection)).toBe(true);
    expect([orders instanceof CustomCollection, shipments instanceof CustomReference]).toEqual([
      false,
      false,
    ]);
  });

  it("R-CUST-1 loads by its own code, in one statement for all entities", async () => {
    await givenShipments();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const customers = await em.find(Customer, {}, { populate: { plainOrder: "shipments" } });
      expect(customers.map(({ plainOrder }) => plainOrder.get?.shipments.get.length)).toEqual([
        2, 1,
      ]);
    });
    expect(sent.map(({ operation }) => operation)).toEqual([
      "find Customer",
      "find Order",
      "load Order.shipments",
    ]);
  });

  it("R-CUST-1 answers by its value once it is loaded, and writes as it was told to", async () => {
    await givenShipments();
    const em = database.newEm();
    const customer = await em.load(Customer, "cus:1", "plainOrder");
    const { plainOrder } = customer;
    expect([plainOrder.id, plainOrder.idMaybe, plainOrder.idTaggedMaybe, plainOrder.isSet]).toEqual(
      ["ord:1", "ord:1", "ord:1", true],
    );
    plainOrder.set(undefined);
    expect([plainOrder.get, plainOrder.isSet, plainOrder.hasBeenSet]).toEqual([
      undefined,
      false,
      true,
    ]);
    expect(() => plainOrder.id).toThrow("Reference Customer:1.plainOrder is unset");
  });

  it("R-CUST-1 sets by adding and removing, and populates its hint first", async () => {
    await givenShipments();
    const em = database.newEm();
    const sent = await database.recorded(() => em.load(Customer, "cus:1", "favorites"));
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Customer",
      "load Customer.orders",
      "load Order.products",
    ]);
    const { favorites } = await em.load(Customer, "cus:1", "favorites");
    const [pen, ink] = await em.find(Product, {}, { orderBy: { id: "ASC" } });
    favorites.set([pen!]);
    favorites.set([ink!]);
    expect(names(favorites.get)).toEqual(["ink"]);
    expect([await favorites.find(ink!.id), await favorites.includes(pen!)]).toEqual([ink, false]);
    favorites.removeAll();
    expect(favorites.get).toEqual([]);
  });

  it("R-CUST-1 without a set says so", async () => {
    await givenShipments();
    const customer = await database.newEm().load(Customer, "cus:1", "latestOrder");
    expect(() => customer.latestOrder.set(undefined)).toThrow(
      "Customer:1.latestOrder is read-only: it has no set; change what it is derived from",
    );
  });

  it("R-CUST-2 tries again after a load that failed", async () => {
    await givenShipments();
    const em = database.newEm();
    const customer = await em.load(Customer, "cus:1");
    customer.transientFields.failure = new Error("no luck");
    await expect(customer.plainOrder.load()).rejects.toThrow("no luck");
    expect(customer.plainOrder.isLoaded).toBe(false);
    customer.transientFields.failure = undefined;
    expect((await customer.plainOrder.load())?.id).toBe("ord:1");
  });
});

describe("properties", () => {
  it("R-PROP-1/hasProperty(loadHint, (e: Loaded<T, H>) => V) is worked out from memory once its hint is loaded", async () => {
    await givenShipments();
    const em = database.newEm();
    const customers = await em.find(Customer, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(async () => {
      expect(await Promise.all(customers.map((each) => each.parcelCount.load()))).toEqual([3, 1]);
    });
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Customer.orders",
      "load Order.shipments",
      "load Shipment.parcels",
    ]);
    const loaded = await customers[0]!.populate({ parcelCount: {}, orders: "shipments" });
    em.create(Parcel, { shipment: loaded.orders.get[0]!.shipments.get[0]! });
    expect(loaded.parcelCount.get).toBe(4);
  });

  it("R-PROP-1/hasProperty(loadHint, (e: Loaded<T, H>) => V) throws when it is read before its hint is loaded", async () => {
    await givenShipments();
    const customer = await database.newEm().load(Customer, "cus:1");
    expect(() => (customer.parcelCount as unknown as { get: unknown }).get).toThrow(
      "Customer:1.parcelCount was not loaded",
    );
  });

  it("R-PROP-4 a property that gives entities leads on to what they lead to", async () => {
    await givenShipments();
    const em = database.newEm();
    const customer = await em.load(Customer, "cus:1", { openShipments: "products" });
    expect(customer.openShipments.get.map(({ products }) => names(products.get))).toEqual([
      ["pen", "ink"],
      ["ink"],
    ]);
  });

  it("R-PROP-3 a property that needs its own value says so", async () => {
    await givenShipments();
    const customer = await database.newEm().load(Customer, "cus:1");
    await expect(customer.hen.load()).rejects.toMatchObject({
      code: "RECURSIVE_CYCLE",
      message: "Cycle detected in Customer:1.hen",
    });
  });

  it("R-PROP-1/hasAsyncProperty((e: T) => Promise<V>) is fetched once until the next flush, for many in one statement", async () => {
    await givenShipments();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const customers = await em.find(Customer, {}, { populate: "orderCount" });
      expect(customers.map(({ orderCount }) => orderCount.get)).toEqual([1, 1]);
      await Promise.all(customers.map(({ orderCount }) => orderCount.load()));
    });
    expect(sent.map(({ operation }) => operation)).toEqual(["find Customer", "count Order"]);
    const customer = await em.load(Customer, "cus:1", "orderCount");
    em.create(Order, { customer });
    await em.flush();
    expect(() => customer.orderCount.get).toThrow("Customer:1.orderCount was not loaded");
    expect([await customer.orderCount.load(), customer.transientFields.counted]).toEqual([2, 2]);
    await customer.orderCount.load({ forceReload: true });
    expect(customer.transientFields.counted).toBe(3);
  });

  it("R-PROP-1/hasAsyncProperty((e: T) => Promise<V>) is refused on a new entity", async () => {
    const customer = database.newEm().create(Customer, { name: "c1" });
    await expect(customer.orderCount.load()).rejects.toMatchObject({
      code: "NEW_ENTITY",
      message: "Customer#1.orderCount cannot be loaded: the entity is new; flush it first",
    });
  });

  it("R-PROP-1/hasAsyncMethod(loadHint, (e, ...args) => V) loads and calls, and is called once it is loaded", async () => {
    await givenShipments();
    const em = database.newEm();
    const customer = await em.load(Customer, "cus:1");
    expect((await customer.firstOrders.load(1)).map(({ id }) => id)).toEqual(["ord:1"]);
    const loaded = await customer.populate("firstOrders");
    expect(loaded.firstOrders.call(0)).toEqual([]);
  });
});
