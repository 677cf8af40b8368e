// Whether something is loaded, as the types and the run time know it; and populating with options.
import {
  assertLoaded,
  ensureLoaded,
  ensureWithLoaded,
  isLoaded,
  maybePopulateThen,
  unsafeLoaded,
  withLoaded,
} from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Order } from "../schema/entities/Order.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const [a1, a2] = ["a1", "a2"].map((firstName) => em.create(Author, { firstName, publisher }));
  const b1 = em.create(Book, { title: "b1", author: a1! });
  em.create(Book, { title: "b2", author: a1! });
  em.create(Book, { title: "b3", author: a2! });
  em.create(Review, { book: b1, rating: 5 });
  await em.flush();
}

describe("asking", () => {
  it("R-TLOAD-5 isLoaded looks at all entities on the way", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    expect([isLoaded(author, "books"), author.isLoaded("books")]).toEqual([true, true]);
    expect(isLoaded(author, { books: "reviews" })).toBe(false);
    await em.populate(author, { books: "reviews" });
    expect(author.isLoaded({ books: "reviews" })).toBe(true);
    em.create(Book, { title: "b4", author });
    expect(author.isLoaded({ books: "reviews" })).toBe(true);
    author.books.add(await em.load(Book, "b:3"));
    expect(author.isLoaded({ books: "reviews" })).toBe(false);
    expect(() => isLoaded(author, "bookz" as never)).toThrow("Invalid load hint 'bookz' on Author");
  });

  it("R-TLOAD-5 what insists throws and says what is missing", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    expect(ensureLoaded(author, "books")).toBe(author);
    expect(() => ensureLoaded(author, { books: { reviews: {} } })).toThrow(
      'a:1 is not loaded for {"books":{"reviews":{}}}',
    );
    expect(() => {
      assertLoaded(author, "publisher");
    }).toThrow(expect.objectContaining({ code: "NOT_LOADED" }));
    expect(() => unsafeLoaded(author, "publisher").publisher.get).toThrow(
      "Author:1.publisher was not loaded",
    );
  });

  it("R-TLOAD-5 maybePopulateThen waits only when it has to", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const titles = maybePopulateThen(author, "books", (a) => a.books.get.map(({ title }) => title));
    expect(titles).toBeInstanceOf(Promise);
    expect(await titles).toEqual(["b1", "b2"]);
    expect(maybePopulateThen(author, "books", (a) => a.books.get.length)).toBe(2);
  });

  it("R-TLOAD-6 withLoaded gives loaded members by their values, for taking apart", async () => {
    await givenBooks();
    const em = database.newEm();
    const loading = em.load(Book, "b:1", { author: {}, reviews: {} });
    const { title, author, reviews, toTaggedString } = await withLoaded(loading);
    expect([
      title,
      author.firstName,
      reviews.map(({ rating }) => rating),
      toTaggedString(),
    ]).toEqual(["b1", "a1", [5], "b:1"]);
    const view = withLoaded(await loading);
    expect(() => (view as unknown as { tags: unknown }).tags).toThrow("Book:1.tags was not loaded");
    expect(() => ensureWithLoaded(author, "image")).toThrow('a:1 is not loaded for {"image":{}}');
    const { publisher } = ensureWithLoaded(await author.populate("publisher"), "publisher");
    expect(publisher?.name).toBe("P");
  });
});

describe("populate", () => {
  it("R-LOAD-6, R-EM-4/populate gives the same entities, or what the function makes of the one", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    expect(await em.populate([a2!, undefined, a1!, a2!], "books")).toEqual([a2, undefined, a1, a2]);
    expect(await em.populate(a1!, "books", (a) => a.books.get.length)).toBe(2);
    expect(
      await a1!.populate({ books: "reviews" }, (a) => a.books.get[0]!.reviews.get.length),
    ).toBe(1);
  });

  it("R-LOAD-6 with forceReload reads again what is loaded, on every level", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", { books: "reviews" });
    await database.query("DELETE FROM reviews");
    const sent = await database.recorded(() =>
      em.populate(author, { hint: { books: "reviews" }, forceReload: true }),
    );
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Author.books",
      "load Book.reviews",
    ]);
    expect(author.books.get[0]!.reviews.get).toEqual([]);
    expect(await database.statements(() => author.populate({ hint: "books" }))).toEqual([]);
  });

  it("R-LOAD-7 loads each relation of each level once, for all populates of a tick", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(() =>
      Promise.all([
        em.populate(a1!, { books: "reviews" }),
        em.populate(a2!, { books: ["reviews", "tags"], publisher: {} }),
      ]),
    );
    expect(sent.map(({ operation }) => operation).toSorted()).toEqual([
      "load Author.books",
      "load Book.reviews",
      "load Book.tags",
      "load Publisher",
    ]);
  });

  it("R-LOAD-8 costs nothing for what is loaded, for deleted entities and for none", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    const gone = await em.load(Tag, (await tag()).id);
    em.delete(gone);
    await em.flush();
    let ticks = 0;
    const tick = setImmediate(() => ticks++);
    expect(
      await database.statements(async () => {
        await em.populate(author, "books");
        await em.populate([], "books" as never);
        await em.populate(gone, "books");
      }),
    ).toEqual([]);
    expect(ticks).toBe(0);
    clearImmediate(tick);
  });

  it("R-LOAD-9 populating inside of what is being populated never waits for itself", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const nested = author.populate("books", async (a) => {
      const [first] = await em.populate(a.books.get, { author: { publisher: "authors" } });
      return first!.author.get.publisher.get!.authors.get.length;
    });
    expect(await nested).toBe(2);
    // A custom relation whose load populates, populated with what it leads to.
    const customer = em.create(Customer, { name: "c1" });
    em.create(Order, { customer });
    await em.flush();
    const [loaded] = await database
      .newEm()
      .find(Customer, {}, { populate: { plainOrder: { customer: "plainOrder" } } });
    const order = loaded!.plainOrder.get!;
    expect(order.customer.get.plainOrder.get).toBe(order);
  });

  it("R-LOAD-10 loads of each type in a list what it has of the hint", async () => {
    await givenBooks();
    const em = database.newEm();
    const [author, book] = [await em.load(Author, "a:1"), await em.load(Book, "b:1")];
    const sent = await database.recorded(() =>
      em.populate([author, book, author] as Author[], ["books", "reviews", "publisher"] as never),
    );
    expect(sent.map(({ operation }) => operation).toSorted()).toEqual([
      "load Author.books",
      "load Book.reviews",
      "load Publisher",
    ]);
    expect([author.isLoaded("books"), book.isLoaded("reviews")]).toEqual([true, true]);
  });

  it("R-LOAD-12 keeps the order of the entities given, and asks for each once", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(async () => {
      expect(await em.populate([a2!, a1!, a2!], "books")).toEqual([a2, a1, a2]);
    });
    expect(sent.map(({ values }) => values)).toEqual([['{"2","1"}']]);
  });

  it("R-LOAD-11 what is added later shows, and is asked at run time for what it has loaded", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", { books: "reviews" });
    author.books.add(await em.load(Book, "b:3"));
    expect(author.books.get.map(({ title }) => title)).toEqual(["b1", "b2", "b3"]);
    expect(() => author.books.get[2]!.reviews.get).toThrow("Book:3.reviews was not loaded");
  });

  it("R-TLOAD-3 a key that is not there is refused, naming the entity", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    for (const hint of [
      "bookz",
      ["bookz"],
      { bookz: {} },
      { hint: "bookz" },
      "__proto__",
      "firstName",
    ])
      await expect(em.populate(author, hint as never)).rejects.toMatchObject({
        code: "INVALID_HINT",
        message: expect.stringMatching(/^Invalid load hint '\w+' on Author:1$/),
      });
    await expect(em.populate(author, { books: "reviewz" as never })).rejects.toThrow(
      "Invalid load hint 'reviewz' on Book",
    );
  });

  async function tag(): Promise<Tag> {
    const em = database.newEm();
    const made = em.create(Tag, { name: "sea" });
    await em.flush();
    return made;
  }
});
