// What hints make of members that classes write by hand, and the ways to narrow, take apart and follow.
import {
  type AsyncMethod,
  type AsyncProperty,
  assertLoaded,
  type Collection,
  ensureLoaded,
  ensureWithLoaded,
  isLoaded,
  type Loaded,
  type LoadHint,
  type LoadedCollection,
  type LoadedMethod,
  type LoadedProperty,
  type LoadedReference,
  type MaybePromise,
  maybePopulateThen,
  type New,
  type Property,
  type Reference,
  unsafeLoaded,
  withLoaded,
  type WithLoaded,
} from "kingpost";
import { lensToPath, loadLens } from "kingpost/lens";
import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Customer } from "../schema/entities/Customer.ts";
import type { Order } from "../schema/entities/Order.ts";
import type { Product } from "../schema/entities/Product.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { Review } from "../schema/entities/Review.ts";
import { Shipment } from "../schema/entities/Shipment.ts";

declare const em: EntityManager;

describe("members written by hand", () => {
  it("R-TLOAD-1 R-THRU-1 are keys of hints, transient fields and methods are not", () => {
    expectTypeOf<Extract<LoadHint<Shipment>, string>>().toEqualTypeOf<
      "customer" | "open" | "order" | "parcels" | "placedBy" | "products"
    >();
    expectTypeOf<"transientFields">().not.toExtend<LoadHint<Customer>>();
    expectTypeOf<"orderCount" | "parcelCount" | "firstOrders" | "openShipments">().toExtend<
      LoadHint<Customer>
    >();
  });

  it("R-TLOAD-2 have a loaded form each", () => {
    type L = Loaded<
      Customer,
      ["latestOrder", "shipments", "parcelCount", "orderCount", "firstOrders"]
    >;
    expectTypeOf<L["latestOrder"]>().toExtend<LoadedReference<Customer, Order, undefined>>();
    expectTypeOf<L["shipments"]>().toExtend<LoadedCollection<Customer, Shipment>>();
    expectTypeOf<L["parcelCount"]>().toExtend<LoadedProperty<Customer, number>>();
    expectTypeOf<L["parcelCount"]["get"]>().toEqualTypeOf<number>();
    expectTypeOf<L["orderCount"]["get"]>().toEqualTypeOf<number>();
    expectTypeOf<L["firstOrders"]>().toExtend<
      LoadedMethod<Customer, [number], ReadonlyArray<Order>>
    >();
    expectTypeOf<Customer["latestOrder"]>().toEqualTypeOf<Reference<Customer, Order, undefined>>();
    expectTypeOf<Customer["shipments"]>().toEqualTypeOf<Collection<Customer, Shipment>>();
    expectTypeOf<Customer["parcelCount"]>().toEqualTypeOf<Property<Customer, number>>();
    expectTypeOf<Customer["orderCount"]>().toEqualTypeOf<AsyncProperty<Customer, number>>();
    expectTypeOf<Customer["firstOrders"]>().toEqualTypeOf<
      AsyncMethod<Customer, [count: number], ReadonlyArray<Order>>
    >();
    expectTypeOf<Customer["parcelCount"]>().not.toHaveProperty("get");
    expectTypeOf<Customer["firstOrders"]>().not.toHaveProperty("call");
  });

  it("R-TLOAD-2 R-PROP-4 lead on, and more loaded fits where less is asked for", async () => {
    const shipment = await em.load(Shipment, "shp:1", { customer: "orders", products: {} });
    expectTypeOf(shipment.customer.get.orders.get).toEqualTypeOf<ReadonlyArray<Order>>();
    expectTypeOf(shipment.products.get).toEqualTypeOf<ReadonlyArray<Product>>();
    const customer = await em.load(Customer, "cus:1", { openShipments: "customer" });
    expectTypeOf(customer.openShipments.get[0]!.customer.get).toEqualTypeOf<Customer>();
    type More = Loaded<Customer, { openShipments: "customer"; parcelCount: {} }>;
    expectTypeOf<More>().toExtend<Loaded<Customer, "openShipments">>();
    expectTypeOf<Loaded<Customer, "parcelCount">>().not.toExtend<Loaded<Customer, "orderCount">>();
  });

  it("R-TLOAD-4 of a new entity are loaded, but for what is fetched from the database", () => {
    expectTypeOf<New<Shipment>["customer"]["get"]>().toEqualTypeOf<Customer>();
    expectTypeOf<New<Customer>["parcelCount"]["get"]>().toEqualTypeOf<number>();
    expectTypeOf<New<Customer>["orderCount"]>().not.toHaveProperty("get");
  });
});

describe("narrowing", () => {
  it("R-TLOAD-5 a check narrows the entity's type", async () => {
    const author = await em.load(Author, "a:1");
    if (isLoaded(author, { books: "reviews" }))
      expectTypeOf(author.books.get[0]!.reviews.get).toEqualTypeOf<ReadonlyArray<Review>>();
    if (author.isLoaded("publisher"))
      expectTypeOf(author.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(ensureLoaded(author, "books")).toEqualTypeOf<Loaded<Author, "books">>();
    expectTypeOf(unsafeLoaded(author, "books")).toEqualTypeOf<Loaded<Author, "books">>();
    expectTypeOf(maybePopulateThen(author, "books", (a) => a.books.get.length)).toEqualTypeOf<
      MaybePromise<number>
    >();
    const checked: Author = author;
    assertLoaded(checked, "books");
    expectTypeOf(checked.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
  });

  it("R-TLOAD-6 a view has loaded members by their values and no others", async () => {
    const view = withLoaded(await em.load(Book, "b:1", ["author", "reviews"]));
    expectTypeOf(view.author).toEqualTypeOf<Author>();
    expectTypeOf(view.reviews).toEqualTypeOf<ReadonlyArray<Review>>();
    expectTypeOf(view.title).toEqualTypeOf<string>();
    expectTypeOf(view).not.toHaveProperty("tags");
    expectTypeOf(withLoaded(em.load(Book, "b:1", "author"))).toEqualTypeOf<
      Promise<WithLoaded<Loaded<Book, "author">>>
    >();
    const customer = await em.load(Customer, "cus:1");
    const { parcelCount, firstOrders } = ensureWithLoaded(customer, ["parcelCount", "firstOrders"]);
    expectTypeOf(parcelCount).toEqualTypeOf<number>();
    expectTypeOf(firstOrders(1)).toEqualTypeOf<ReadonlyArray<Order>>();
  });

  it("R-LOAD-6 populate takes options and a function, and passes over undefined", async () => {
    const author = await em.load(Author, "a:1");
    const again = await em.populate(author, { hint: "books", forceReload: true });
    expectTypeOf(again).toEqualTypeOf<Loaded<Author, "books">>();
    expectTypeOf(
      await em.populate(author, "books", (a) => a.books.get.length),
    ).toEqualTypeOf<number>();
    expectTypeOf(await author.populate("books", (a) => a.books.get)).toEqualTypeOf<
      ReadonlyArray<Book>
    >();
    expectTypeOf(await em.populate([author, undefined], "books")).toEqualTypeOf<
      (Loaded<Author, "books"> | undefined)[]
    >();
  });

  it("R-TLOAD-8 a hint five deep is followed to its end", async () => {
    const author = await em.load(Author, "a:1", {
      books: { reviews: { book: { author: { publisher: "authors" } } } },
    });
    const [review] = author.books.get[0]!.reviews.get;
    expectTypeOf(review!.book.get.author.get.publisher.get?.authors.get).toEqualTypeOf<
      ReadonlyArray<Author> | undefined
    >();
  });
});

describe("lenses", () => {
  it("R-LENS-2 give lists behind collections, and undefined where something may be unset", async () => {
    const author = await em.load(Author, "a:1");
    expectTypeOf(await author.load((a) => a.publisher)).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(await author.load((a) => a.publisher.name)).toEqualTypeOf<string | undefined>();
    expectTypeOf(await author.load((a) => a.books.author.publisher)).toEqualTypeOf<Publisher[]>();
    expectTypeOf(await author.load((a) => a.books.title)).toEqualTypeOf<string[]>();
    expectTypeOf(await loadLens([author], (a) => a.publisher)).toEqualTypeOf<Publisher[]>();
    const book = await em.load(Book, "b:1");
    expectTypeOf(await book.load((b) => b.author.firstName)).toEqualTypeOf<string>();
    const customer = await em.load(Customer, "cus:1");
    expectTypeOf(await customer.load((c) => c.parcelCount)).toEqualTypeOf<number>();
    expectTypeOf(await customer.load((c) => c.openShipments.customer)).toEqualTypeOf<Customer[]>();
    expectTypeOf(lensToPath<Author>((a) => a.books.reviews)).toEqualTypeOf<string[]>();
  });
});
