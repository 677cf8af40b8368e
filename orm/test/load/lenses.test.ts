// Paths through members, loaded level by level, in one statement, or walked through memory.
import { getLens, isLensLoaded, lensToLoadHint, lensToPath, loadLens } from "kingpost/lens";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Order } from "../schema/entities/Order.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** a1 has b1 with two reviews and b2, of publisher P; a2 has b3 with a review, and no publisher. */
async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const a1 = em.create(Author, { firstName: "a1", publisher });
  const a2 = em.create(Author, { firstName: "a2", mentor: a1 });
  const [sea, sky] = ["sea", "sky"].map((name) => em.create(Tag, { name }));
  const b1 = em.create(Book, { title: "b1", author: a1, tags: [sea!, sky!] });
  em.create(Book, { title: "b2", author: a1, tags: [sea!] });
  const b3 = em.create(Book, { title: "b3", author: a2 });
  for (const [book, rating] of [
    [b1, 5],
    [b1, 4],
    [b3, 5],
  ] as const)
    em.create(Review, { book, rating });
  await em.flush();
}

const operations = (sent: ReadonlyArray<{ readonly operation?: string | undefined }>): unknown[] =>
  sent.map(({ operation }) => operation);

describe("loading a lens", () => {
  it("R-LENS-1, R-LENS-3, R-ENT-1/load follows relations, one statement per level, and none for what is loaded", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const sent = await database.recorded(async () => {
      const reviews = await author.load((a) => a.books.reviews);
      expect(reviews.map(({ rating }) => rating)).toEqual([5, 4]);
    });
    expect(operations(sent)).toEqual(["load Author.books", "load Book.reviews"]);
    expect(
      await database.statements(() => author.load((a) => a.books.reviews.book.author)),
    ).toEqual([]);
  });

  it("R-LENS-1 takes several entities, properties, plain fields, getters and methods without arguments", async () => {
    await givenBooks();
    const em = database.newEm();
    const authors = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    expect(await loadLens(authors, (a) => a.books.title)).toEqual(["b1", "b2", "b3"]);
    expect(await loadLens(authors, (a) => a.publisher.name)).toEqual(["P"]);
    expect(await authors[0]!.load((a) => a.isRed)).toBe(false);
    expect(await authors[0]!.load((a) => a.publisher.toTaggedString as never)).toBe("p:1");
    const customer = em.create(Customer, { name: "c1" });
    em.create(Order, { customer });
    await em.flush();
    expect(await customer.load((c) => c.orderCount)).toBe(1);
    expect(await customer.load((c) => c.orders.customer.parcelCount)).toEqual([0]);
  });

  it("R-LENS-2 a list is flat, its values different and never undefined; before one undefined is passed on", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    expect(await a1!.load((a) => a.books.author)).toEqual([a1]);
    expect((await a1!.load((a) => a.books.tags)).map(({ name }) => name)).toEqual(["sea", "sky"]);
    expect(await a2!.load((a) => a.publisher)).toBeUndefined();
    expect(await a2!.load((a) => a.publisher.name)).toBeUndefined();
    expect(await a2!.load((a) => a.publisher.authors.books)).toEqual([]);
    expect(await a2!.load((a) => a.mentor.publisher)).toBe(await a1!.publisher.load());
    expect(await loadLens([] as Author[], (a) => a.books)).toEqual([]);
  });

  it("R-LENS-3 a loaded path takes no tick", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", { books: "reviews" });
    let ticks = 0;
    process.nextTick(() => ticks++);
    await author.load((a) => a.books.reviews.rating);
    expect(ticks).toBe(0);
  });

  it("R-LENS-5 reads every relation again when told to", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", { books: "reviews" });
    await database.query("DELETE FROM reviews WHERE rating = 5");
    const sent = await database.recorded(async () => {
      const ratings = await author.load((a) => a.books.reviews.rating, { forceReload: true });
      expect(ratings).toEqual([4]);
    });
    expect(operations(sent)).toEqual(["load Author.books", "load Book.reviews"]);
  });
});

describe("a lens in memory", () => {
  it("R-LENS-3 is read when it is loaded, and says so when it is not", async () => {
    await givenBooks();
    const em = database.newEm();
    const meta = domain.getMetadata(Author);
    const author = await em.load(Author, "a:1", "books");
    expect(isLensLoaded(author, (a) => a.books.title)).toBe(true);
    expect(getLens(meta, author, (a) => a.books.title)).toEqual(["b1", "b2"]);
    expect(isLensLoaded(author, (a) => a.books.reviews)).toBe(false);
    expect(() => getLens(meta, author, (a) => a.books.reviews)).toThrow(
      "Author.books.reviews was not loaded",
    );
    await author.populate({ books: "reviews" });
    expect(getLens(meta, [author], (a) => a.books.reviews.rating)).toEqual([5, 4]);
  });

  it("R-LENS-5 becomes a path, and a load hint", () => {
    expect(lensToPath<Author>((a) => a.books.reviews.book)).toEqual(["books", "reviews", "book"]);
    expect(lensToLoadHint<Author>((a) => a.books.reviews)).toEqual({ books: { reviews: {} } });
  });
});

describe("a lens in SQL", () => {
  it("R-LENS-4 is one statement", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const sent = await database.recorded(async () => {
      const reviews = await author.load((a) => a.books.reviews, { sql: true });
      expect(reviews.map(({ rating }) => rating)).toEqual([5, 4]);
    });
    expect(sent.map(({ text, values }) => [text, values])).toMatchInlineSnapshot(`
      [
        [
          "SELECT r."id", r."book_id", r."rating", r."body", r."version", r."created_at", r."updated_at" FROM "public"."reviews" AS r JOIN "public"."books" AS b ON b."id" = r."book_id" WHERE b."author_id" = ANY($1::integer[]) ORDER BY r."id" ASC",
          [
            "{"1"}",
          ],
        ],
      ]
    `);
    const others = await database.recorded(async () => {
      const authors = await em.find(Author, {}, { orderBy: { id: "ASC" } });
      const publisher = await authors[1]!.load((a) => a.mentor.publisher, { sql: true });
      expect(publisher?.name).toBe("P");
      const tags = await loadLens(authors, (a) => a.books.tags, { sql: true });
      expect(tags.map(({ name }) => name)).toEqual(["sea", "sky"]);
    });
    expect(operations(others)).toEqual(["find Author", "find Publisher", "find Tag"]);
  });

  it("R-LENS-4 a hop whose entities were changed is followed in memory", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const b3 = await em.load(Book, "b:3");
    b3.author.set(author);
    const sent = await database.recorded(async () => {
      const reviews = await author.load((a) => a.books.reviews, { sql: true });
      expect(reviews.map(({ id }) => id)).toEqual(["r:1", "r:2", "r:3"]);
    });
    expect(operations(sent)).toEqual(["load Author.books", "load Book.reviews"]);
    const fresh = database.newEm();
    const [other] = await fresh.find(Author, { firstName: "a1" });
    other!.publisher.set(fresh.create(Publisher, { name: "Q" }));
    expect((await other!.load((a) => a.publisher, { sql: true }))?.name).toBe("Q");
    const mixed = await database.recorded(async () => {
      const reviews = await other!.load((a) => a.publisher.authors.books.reviews, { sql: true });
      expect(reviews.length).toBe(2);
    });
    expect(operations(mixed)).toEqual(["load Author.books", "find Review"]);
  });
});
