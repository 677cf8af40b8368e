import { setTimeout } from "node:timers/promises";
import type { Driver } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Each author with two books, each book with two reviews. */
async function givenAuthors(count: number): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P1" });
  for (let a = 0; a < count; a++) {
    const author = em.create(Author, { firstName: `a${a}`, publisher });
    for (let b = 0; b < 2; b++) {
      const book = em.create(Book, { title: `b${a}.${b}`, author });
      for (let r = 0; r < 2; r++) em.create(Review, { rating: 3 + r, book });
    }
  }
  await em.flush();
}

describe("batching", () => {
  it("R-BATCH-1 loading author, books and reviews for 100 authors at once is one statement per level", async () => {
    await givenAuthors(100);
    const em = database.newEm();
    const ids = Array.from({ length: 100 }, (_, at) => `a:${at + 1}`);
    let reviews = 0;
    const work = async (): Promise<void> => {
      await Promise.all(
        ids.map(async (id) => {
          const author = await em.load(Author, id);
          const books = await author.books.load();
          await Promise.all(
            books.map(async (book) => {
              const { length } = await book.reviews.load();
              reviews += length;
            }),
          );
        }),
      );
    };
    const statements = await database.recorded(work);
    expect(reviews).toBe(400);
    expect(statements.map(({ operation }) => operation)).toEqual([
      "load Author",
      "load Author.books",
      "load Book.reviews",
    ]);
  });

  it("R-BATCH-2 chains that were started together share the statement of each level", async () => {
    await givenAuthors(10);
    const em = database.newEm();
    const authors = await em.find(Author, {});
    const statements = await database.recorded(() =>
      Promise.all(
        authors.map(async (author, at) => {
          // Some have more to do before they ask; they are waited for.
          if (at % 2 === 0) for (let job = 0; job < at; job++) await Promise.resolve();
          const books = await author.books.load();
          await Promise.all(books.map((book) => book.reviews.load()));
          return (await author.publisher.load())?.name;
        }),
      ),
    );
    expect(statements.map(({ operation }) => operation)).toEqual([
      "load Author.books",
      "load Book.reviews",
      "load Publisher",
    ]);
  });

  it("R-LOAD-4 all loads of one type in a tick are one statement, whatever their hints", async () => {
    await givenAuthors(3);
    const em = database.newEm();
    const statements = await database.statements(() =>
      Promise.all([
        em.load(Author, "a:1"),
        em.load(Author, "a:2", "books"),
        em.load(Author, "a:1", { books: "reviews" }),
        em.loadAll(Author, ["a:3", "a:1"]),
      ]),
    );
    expect(statements).toEqual([
      'SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at" FROM "public"."authors" AS t WHERE t."id" = ANY($1::integer[])',
      'SELECT t."id", t."title", t."author_id", t."position", t."notes", t."keywords", t."details", t."version", t."created_at", t."updated_at" FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[])',
      'SELECT t."id", t."book_id", t."rating", t."body", t."version", t."created_at", t."updated_at" FROM "public"."reviews" AS t WHERE t."book_id" = ANY($1::integer[])',
    ]);
  });

  it("R-BATCH-4 what is in memory is answered without a statement", async () => {
    await givenAuthors(2);
    const em = database.newEm();
    await em.loadAll(Author, ["a:1", "a:2"], "books");
    const statements = await database.statements(async () => {
      const [author] = await em.loadAll(Author, ["a:2", "a:1"]);
      await author!.books.load();
    });
    expect(statements).toEqual([]);
  });

  it("R-BATCH-5 one load of a row that is not there does not fail the others of its statement", async () => {
    await givenAuthors(1);
    const em = database.newEm();
    const results = await Promise.allSettled([em.load(Author, "a:1"), em.load(Author, "a:9")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({
      code: "NOT_FOUND",
      message: "a:9 was not found",
    });
  });

  it("R-BATCH-7 two units of work never share a batch or an entity, even in one tick", async () => {
    await givenAuthors(1);
    const [one, two] = [database.newEm(), database.newEm()];
    let loaded: Author[] = [];
    const statements = await database.recorded(async () => {
      loaded = await Promise.all([one.load(Author, "a:1"), two.load(Author, "a:1")]);
    });
    expect(statements.map(({ operation }) => operation)).toEqual(["load Author", "load Author"]);
    expect(loaded.map(({ em }) => em)).toEqual([one, two]);
  });

  it("R-FIND-4 finds of one shape in one tick are one statement, and each gets its own answer in its own order", async () => {
    await givenAuthors(3);
    const em = database.newEm();
    let found: string[][] = [];
    const statements = await database.statements(async () => {
      const lists = await Promise.all(
        ["a2", "a0", "nobody", "a2"].map((firstName) =>
          em.find(Book, { author: { firstName } }, { orderBy: { title: "DESC" }, limit: 5 }),
        ),
      );
      found = lists.map((books) => books.map((book) => book.title));
    });
    expect(found).toEqual([["b2.1", "b2.0"], ["b0.1", "b0.0"], [], ["b2.1", "b2.0"]]);
    expect(statements).toEqual([
      'SELECT found.*, args.place FROM unnest($1::text[]) WITH ORDINALITY AS args(v0, place) CROSS JOIN LATERAL (SELECT b."id", b."title", b."author_id", b."position", b."notes", b."keywords", b."details", b."version", b."created_at", b."updated_at", row_number() OVER (ORDER BY b."title" DESC, b."id" ASC) FROM "public"."books" AS b JOIN "public"."authors" AS a ON a."id" = b."author_id" WHERE a."first_name" = args.v0 ORDER BY b."title" DESC, b."id" ASC LIMIT $2::bigint) AS found',
    ]);
  });

  it("R-FIND-4 counts of one shape in one tick are one statement", async () => {
    await givenAuthors(2);
    const em = database.newEm();
    let counts: number[] = [];
    const statements = await database.recorded(async () => {
      counts = await Promise.all([3, 4, 5].map((rating) => em.findCount(Review, { rating })));
    });
    expect(counts).toEqual([4, 4, 0]);
    expect(statements.map(({ operation }) => operation)).toEqual(["count Review"]);
  });

  it("R-LOAD-7 populate is one statement per relation and level", async () => {
    await givenAuthors(5);
    const em = database.newEm();
    const authors = await em.find(Author, {});
    const hint = { publisher: {}, books: ["reviews", "tags"] } as const;
    const statements = await database.recorded(() => em.populate(authors, hint));
    expect(statements.map(({ operation }) => operation)).toEqual([
      "load Publisher",
      "load Author.books",
      "load Book.reviews",
      "load Book.tags",
    ]);
  });

  it("R-LOAD-8 populating what is loaded costs no statement", async () => {
    await givenAuthors(2);
    const em = database.newEm();
    const authors = await em.find(Author, {}, { populate: { books: "reviews" } });
    const statements = await database.statements(() => em.populate(authors, { books: "reviews" }));
    expect(statements).toEqual([]);
  });

  it("R-M2M-6 many-to-many of many owners is one statement that brings pairs and entities", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const tags = ["sea", "sky", "ice"].map((name) => em.create(Tag, { name }));
    for (let at = 0; at < 3; at++)
      em.create(Book, { title: `b${at}`, author }).tags.set(tags.slice(at));
    await em.flush();

    const em2 = database.newEm();
    const books = await em2.find(Book, {});
    let names: string[][] = [];
    const statements = await database.statements(async () => {
      const lists = await Promise.all(books.map((book) => book.tags.load()));
      names = lists.map((list) => list.map(({ name }) => name));
    });
    expect(names).toEqual([["sea", "sky", "ice"], ["sky", "ice"], ["ice"]]);
    expect(statements).toEqual([
      'SELECT t."id", t."name", t."version", t."created_at", t."updated_at", j."book_id" FROM "public"."books_to_tags" AS j JOIN "public"."tags" AS t ON t."id" = j."tag_id" WHERE j."book_id" = ANY($1::integer[]) ORDER BY t."id"',
    ]);
  });

  it("R-LOAD-6 entities of several types are populated together, each by its own relation of that name", async () => {
    await givenAuthors(1);
    const em = database.newEm();
    const [book] = await em.find(Book, {});
    book!.tags.add(em.create(Tag, { name: "sea" }));
    await em.flush();
    const em2 = database.newEm();
    const [[author], [tag]] = await Promise.all([em2.find(Author, {}), em2.find(Tag, {})]);
    const both = await em2.populate([author!, tag!], "books");
    expect(both.map(({ books }) => books.get.map(({ title }) => title))).toEqual([
      ["b0.0", "b0.1"],
      ["b0.0"],
    ]);
  });

  it("R-LOAD-8 populate passes over what is not there and what was deleted", async () => {
    await givenAuthors(2);
    const em = database.newEm();
    const [gone, there] = await em.find(Author, {}, { populate: { books: "reviews" } });
    em.delete(gone!.books.get.flatMap((book) => book.reviews.get));
    em.delete([...gone!.books.get, gone!]);
    await em.flush();
    const sent = await database.recorded(() =>
      em.populate([undefined as unknown as Author, gone!, there!], "image"),
    );
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Author.image", ["2"]],
    ]);
  });

  it("R-BATCH-7 an entity of another unit of work is not populated with entities of this one", async () => {
    await givenAuthors(1);
    const author = await database.newEm().load(Author, "a:1");
    await expect(database.newEm().populate(author, "books")).rejects.toMatchObject({
      code: "FOREIGN_ENTITY",
    });
    expect(author.books.isLoaded).toBe(false);
  });

  it("R-REL-8 reloading a collection of a new entity reads nothing and fails no other load", async () => {
    await givenAuthors(1);
    const em = database.newEm();
    const fresh = em.create(Author, { firstName: "new" });
    const author = await em.load(Author, "a:1");
    const sent = await database.recorded(async () => {
      const lists = await Promise.all([
        fresh.books.load({ forceReload: true }),
        author.books.load(),
      ]);
      expect(lists.map(({ length }) => length)).toEqual([0, 2]);
    });
    expect(sent.map(({ values }) => values)).toEqual([["1"]]);
  });

  it("R-CORE-6 a collection that was read before a flush and arrives late does not undo what the flush wrote", async () => {
    await givenAuthors(2);
    const { driver } = database;
    const late: Driver = {
      events: driver.events,
      ids: driver.ids,
      connect: () => driver.connect(),
      transact: (statements, options) => driver.transact(statements, options),
      execute: async (statements, options) => {
        const outcomes = await driver.execute(statements, options);
        if (statements.some(({ operation }) => operation === "load Author.books"))
          await setTimeout(100);
        return outcomes;
      },
    };
    const em = new EntityManager({}, late);
    const [a0, a1] = await em.find(Author, {});
    const [b0] = await em.find(Book, {});
    const loading = Promise.all([a0!.books.load(), a1!.books.load()]);
    await setTimeout(20);
    b0!.author.set(a1!);
    await em.flush();
    await loading;
    const shown = await em.populate([a0!, a1!], "books");
    expect(shown.map(({ books }) => books.get.map(({ title }) => title).toSorted())).toEqual([
      ["b0.1"],
      ["b0.0", "b1.0", "b1.1"],
    ]);
  });
});
