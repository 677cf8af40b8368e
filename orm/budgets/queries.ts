// What a module of an application asks of the types: fifty queries of every kind. `pnpm budgets` counts what they cost.
import { isLoaded, withLoaded } from "kingpost";
import { loadLens } from "kingpost/lens";
import { Author } from "../test/schema/entities/Author.ts";
import { Book } from "../test/schema/entities/Book.ts";
import type { EntityManager } from "../test/schema/entities/codegen/domain.ts";
import { Customer } from "../test/schema/entities/Customer.ts";
import { Event } from "../test/schema/entities/Event.ts";
import { Image } from "../test/schema/entities/Image.ts";
import { Publisher } from "../test/schema/entities/Publisher.ts";
import { Review } from "../test/schema/entities/Review.ts";
import { Shipment } from "../test/schema/entities/Shipment.ts";
import { Tag } from "../test/schema/entities/Tag.ts";

export async function queries(em: EntityManager): Promise<ReadonlyArray<unknown>> {
  const plain = await em.load(Author, "a:1");
  const withBooks = await em.load(Author, "a:1", "books");
  const withMore = await em.load(Author, "a:1", ["books", "publisher"]);
  const deep = await em.load(Author, "a:1", { books: { reviews: {}, tags: {} }, publisher: {} });
  const several = await em.loadAll(Book, ["b:1", "b:2"], { author: "publisher" });
  const some = await em.loadAllIfExists(Tag, ["t:1"], { books: "author" });
  const found = await em.find(Book, { title: "t" });
  const filtered = await em.find(Book, { author: { publisher: { name: { ne: "P" } } } });
  const byChild = await em.find(Author, { books: { reviews: { rating: { gte: 4 } } } });
  const byTag = await em.find(Book, { tags: { name: ["a", "b"] } }, { populate: "tags" });
  const ordered = await em.find(Book, {}, { orderBy: { author: { firstName: "ASC" } }, limit: 9 });
  const hinted = await em.find(Author, { age: { gt: 18 } }, { populate: { books: "reviews" } });
  const one = await em.findOne(Publisher, { name: "p" }, { populate: { authors: "books" } });
  const must = await em.findOneOrFail(Review, { book: "b:1" }, { populate: "book" });
  const count = await em.findCount(Review, { rating: 5 });
  const populated = await em.populate(plain, { mentor: "books" });
  const all = await em.populate(found, { author: { books: "tags" } });
  const author = em.create(Author, { firstName: "Ann" });
  const book = em.create(Book, { title: "t", author });
  const review = em.create(Review, { book, rating: 5 });
  return [
    withBooks.books.get.length,
    withMore.publisher.get?.name,
    deep.books.get.flatMap((each) => each.reviews.get.map(({ rating }) => rating)),
    several.map((each) => each.author.get.publisher.get?.name),
    some.flatMap((each) => each.books.get.map((other) => other.author.get.firstName)),
    filtered.length,
    byChild.length,
    byTag.flatMap((each) => each.tags.get.map(({ name }) => name)),
    ordered.map(({ title }) => title),
    hinted.flatMap((each) => each.books.get.flatMap((other) => other.reviews.get)),
    one?.authors.get.flatMap((each) => each.books.get),
    must.book.get.title,
    count,
    populated.mentor.get?.books.get,
    all.map((each) => each.author.get.books.get.map((other) => other.tags.get)),
    review.rating,
  ];
}

/** The other thirty. */
export async function moreQueries(em: EntityManager): Promise<ReadonlyArray<unknown>> {
  const author = await em.load(Author, "a:1");
  const books = await em.find(Book, { keywords: { ne: null } });
  const customer = await em.load(Customer, "cus:1", { orders: { shipments: "parcels" } });
  const shipment = await em.load(Shipment, "shp:1", ["customer", "products", "open"]);
  const counted = await em.find(Customer, {}, { populate: ["orderCount", "parcelCount"] });
  const opened = await em.find(Customer, {}, { populate: { openShipments: "products" } });
  const favorites = await em.loadAll(Customer, ["cus:1"], { favorites: {}, firstOrders: {} });
  const shipped = await em.findOne(
    Customer,
    { name: "c" },
    { populate: { shipments: "customer" } },
  );
  const latest = await em.load(Customer, "cus:1", {
    latestOrder: { customer: {}, shipments: "order" },
  });
  const five = await em.load(Author, "a:1", {
    books: { reviews: { book: { author: { publisher: "authors" } } } },
  });
  const images = await em.find(
    Image,
    { author: { firstName: { ne: "x" } } },
    { populate: "author" },
  );
  const events = await em.find(Event, { book: { author: { age: { gte: 3 } } } }, { limit: 3 });
  const tags = await em.find(Tag, { name: { in: ["a"] } }, { orderBy: { name: "DESC" } });
  const either = await em.find(Book, { author: ["a:1", author] }, { orderBy: { position: "ASC" } });
  const exact = await em.findOneOrFail(Author, { id: "a:1" }, { populate: { image: "author" } });
  const mentors = await em.find(Author, { mentor: { mentor: { firstName: "x" } } });
  const mentees = await em.find(
    Author,
    { mentees: { age: 3 } },
    { populate: { mentees: "books" } },
  );
  const again = await em.populate(author, { hint: "books", forceReload: true });
  const titles = await em.populate(author, "books", (a) => a.books.get.map(({ title }) => title));
  const own = await author.populate({ books: ["tags", "reviews"] });
  const names = await author.populate("publisher", (a) => a.publisher.get?.name);
  const publishers = await author.load((a) => a.books.author.publisher);
  const ratings = await loadLens(books, (b) => b.reviews.rating, { sql: true });
  const { books: plain } = withLoaded(again);
  const inMemory = isLoaded(author, { books: "reviews" }) ? author.books.get[0]?.reviews.get : [];
  const open = author.isLoaded("mentor") ? author.mentor.get : undefined;
  const publisher = em.create(Publisher, { name: "P" });
  const other = em.create(Author, { firstName: "Bo", publisher, mentor: author });
  const counts = await em.findCount(Book, { tags: { name: "sea" }, author: { publisher: "p:1" } });
  const reviews = await em.find(Review, { book: { author: other } }, { populate: "book" });
  return [
    customer.orders.get[0]?.shipments.get[0]?.parcels.get,
    shipment.customer.get.name,
    shipment.products.get.map(({ name }) => name),
    counted.map(({ orderCount, parcelCount }) => orderCount.get + parcelCount.get),
    opened.flatMap(({ openShipments }) => openShipments.get.map((each) => each.products.get)),
    favorites.map((each) => [each.favorites.get, each.firstOrders.call(1)]),
    shipped?.shipments.get.map((each) => each.customer.get.name),
    latest.latestOrder.get?.shipments.get.map((each) => each.order.get),
    five.books.get[0]?.reviews.get[0]?.book.get.author.get.publisher.get?.authors.get,
    images.map((each) => each.author.get.firstName),
    [
      events,
      tags,
      either,
      mentors,
      titles,
      names,
      publishers,
      ratings,
      plain,
      inMemory,
      open,
      counts,
    ],
    exact.image.get?.author.get,
    mentees.map((each) => each.mentees.get.map((mentee) => mentee.books.get)),
    own.books.get.map((book) => [book.tags.get, book.reviews.get]),
    other.publisher.get?.name,
    reviews.map((each) => each.book.get.title),
  ];
}
