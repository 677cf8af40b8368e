// A find with a hint as one pipeline: the find is run once, and the statements below read what it found.
import {
  type Driver,
  type EntityMeta,
  type FindOperation,
  type FindQuery,
  Plugin,
  sql,
} from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { withoutPipelines } from "../withoutPipelines.ts";

const database = useTestDatabase();

/** Two publishers, four authors with two books each, two reviews and a tag for each book. */
async function givenTrees(): Promise<void> {
  const em = database.newEm();
  const publishers = ["p1", "p2"].map((name) => em.create(Publisher, { name }));
  const tag = em.create(Tag, { name: "sea" });
  for (const n of [1, 2, 3, 4]) {
    const author = em.create(Author, { firstName: `a${n}`, publisher: publishers[n % 2]! });
    for (const m of [1, 2]) {
      const book = em.create(Book, { title: `b${n}.${m}`, author });
      book.tags.add(tag);
      for (const rating of [m, n]) em.create(Review, { book, rating });
    }
  }
  await em.flush();
}

const hint = { publisher: {}, books: { reviews: {}, tags: {} } } as const;

function findTrees(em: EntityManager) {
  const orderBy = { firstName: "DESC" } as const;
  return em.find(Author, { firstName: { gt: "a1" } }, { orderBy, limit: 2, populate: hint });
}

/** The tree of an author, by what its rows say. */
function shape(authors: Awaited<ReturnType<typeof findTrees>>): unknown {
  return authors.map((author) => [
    author.firstName,
    author.publisher.get?.name,
    author.books.get.map((book) => [
      book.title,
      book.reviews.get.map(({ rating }) => rating),
      book.tags.get.map(({ name }) => name),
    ]),
  ]);
}

/** Statements with their select lists left out. */
async function sent(work: () => Promise<unknown>): Promise<unknown[]> {
  return (await database.recorded(work)).map(({ text, values }) => [
    text.replace(/SELECT [a-z]+\."id", .*? FROM/, "SELECT … FROM"),
    values,
  ]);
}

const found = "= ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])";
const keep =
  "SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', ARRAY(SELECT found.key FROM found)::text, true)) IS NOT NULL";

describe("a find with a hint", () => {
  it("R-PRE-1 is one round trip: the find leaves its keys, each level selects by the one above", async () => {
    await givenTrees();
    const em = database.newEm();
    const statements = await sent(() =>
      em.find(
        Author,
        { publisher: { name: "p1" } },
        { orderBy: { firstName: "DESC" }, limit: 1, populate: { books: "reviews" } },
      ),
    );
    expect(database.driver.roundTrips).toBe(1);
    expect(statements).toEqual([
      [
        `WITH found(key) AS MATERIALIZED (SELECT … FROM "public"."authors" AS a JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" WHERE p."name" = $1::text ORDER BY a."first_name" DESC, a."id" ASC LIMIT $2::bigint) ${keep}`,
        ["p1", "1"],
      ],
      [`SELECT … FROM "public"."books" AS t WHERE t."author_id" ${found}`, []],
      [
        `SELECT … FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" ${found}))`,
        [],
      ],
    ]);
  });

  it("R-PRE-1 gives what separate loads give, in their order, for every kind of relation", async () => {
    await givenTrees();
    const ahead = await findTrees(database.newEm());
    const byLevel = await findTrees(new EntityManager({}, withoutPipelines(database.driver)));
    expect(shape(ahead)).toEqual(shape(byLevel));
    expect(ahead.map(({ firstName }) => firstName)).toEqual(["a4", "a3"]);
  });

  it("R-PRE-1 needs no statement afterwards, and none when it is asked again", async () => {
    await givenTrees();
    const em = database.newEm();
    const first = await sent(() => findTrees(em));
    expect([first.length, database.driver.roundTrips]).toEqual([5, 1]);
    expect(await sent(() => findTrees(em))).toEqual([]);
  });

  it("R-PRE-1 one that is remembered is populated from memory", async () => {
    await givenTrees();
    const em = database.newEm();
    await em.find(Author, {});
    const statements = await database.recorded(() =>
      em.find(Author, {}, { populate: { books: "reviews" } }),
    );
    expect(statements.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Author.books", ['{"1","2","3","4"}']],
      ["load Book.reviews", ['{"1","2","3","4"}']],
    ]);
    expect(database.driver.roundTrips).toBe(1);
  });

  it("R-PRE-1 finds nothing: nothing is below it", async () => {
    const em = database.newEm();
    const trips = await database.roundTrips(async () => {
      expect(await em.find(Author, { firstName: "nobody" }, { populate: hint })).toEqual([]);
    });
    expect(trips).toBe(1);
  });

  it("R-PRE-1 is run once, so that a condition need not say the same twice", async () => {
    await givenTrees();
    for (let round = 0; round < 10; round++) {
      const conditions = { and: [sql`random() < ${0.5}`] };
      const books = await database.newEm().find(Book, {}, { conditions, populate: "reviews" });
      expect(books.map((book) => book.reviews.get.length)).toEqual(books.map(() => 2));
    }
  });

  it("R-PRE-1 findOne, findByUnique and pages go the same way", async () => {
    await givenTrees();
    const populate = { books: "reviews" } as const;
    const inOne = async (work: (em: EntityManager) => Promise<unknown>): Promise<string[]> => {
      const em = database.newEm();
      const statements = await database.recorded(() => work(em));
      expect(database.driver.roundTrips).toBe(1);
      return statements.map(({ operation }) => operation);
    };
    const below = ["load Author.books", "load Book.reviews"];
    expect(
      await inOne((em) => em.findOneOrFail(Author, { firstName: "a1" }, { populate })),
    ).toEqual(["find Author", ...below]);
    const page = await inOne(async (em) => {
      const { nodes, pageInfo } = await em.findPage(Author, {}, { first: 2, populate });
      expect(
        nodes.map((author) => author.books.get.map((book) => book.reviews.get.length)),
      ).toEqual([
        [2, 2],
        [2, 2],
      ]);
      expect(pageInfo.hasNextPage).toBe(true);
    });
    expect(page).toEqual(["page Author", ...below]);
  });

  it("R-PRE-1 each batch of a stream is one round trip", async () => {
    await givenTrees();
    const em = database.newEm();
    const read: unknown[] = [];
    const trips = await database.roundTrips(async () => {
      const populate = { books: "reviews" } as const;
      for await (const author of em.stream(Author, {}, { batchSize: 2, populate }))
        read.push([author.firstName, author.books.get.map((book) => book.reviews.get.length)]);
    });
    expect(read).toEqual(["a1", "a2", "a3", "a4"].map((name) => [name, [2, 2]]));
    // Two full batches, and one that says that there is no more.
    expect(trips).toBe(3);
  });

  it("R-PRE-3 what is in memory wins, and what was deleted here is left out", async () => {
    await givenTrees();
    const em = database.newEm();
    const [moved, gone] = await em.loadAll(Book, ["b:1", "b:3"]);
    const [leaving, other] = await em.loadAll(Author, ["a:3", "a:4"]);
    moved!.author.set(other!);
    em.delete(gone!);
    em.delete(leaving!);
    const authors = await em.find(Author, {}, { populate: { books: "reviews" } });
    expect(
      authors.map(({ firstName, books }) => [firstName, books.get.map(({ title }) => title)]),
    ).toEqual([
      ["a1", ["b1.2"]],
      ["a2", ["b2.2"]],
      ["a4", ["b1.1", "b4.1", "b4.2"]],
    ]);
  });

  it("R-PRE-3 hides what is softly deleted, as separate loads do", async () => {
    const em = database.newEm();
    const reader = em.create(Reader, { email: "ann@x.org", name: "Ann" });
    em.create(Loan, { reader, title: "here" });
    em.create(Loan, { reader, title: "gone", deletedAt: new Date(0) });
    await em.flush();
    const titles = async (driver: Driver): Promise<unknown> => {
      const [read] = await new EntityManager({}, driver).find(Reader, {}, { populate: "loans" });
      return read!.loans.get.map(({ title }) => title);
    };
    expect(await titles(database.driver)).toEqual(["here"]);
    expect(await titles(withoutPipelines(database.driver))).toEqual(["here"]);
  });
});

/** Lets only books through whose title begins so. */
class TitledOnly extends Plugin {
  title = "";

  override beforeFind({ type }: EntityMeta, _operation: FindOperation, query: FindQuery): void {
    if (type === "Book") query.where({ title: { like: `${this.title}%` } });
  }
}

describe("a find with a hint, and plugins", () => {
  it("R-PRE-3 what plugins ask of relations holds in the pipeline, and of what is below them", async () => {
    await givenTrees();
    const plugin = new TitledOnly();
    plugin.title = "b1";
    const em = new EntityManager({}, { driver: database.driver, plugins: [plugin] });
    const statements = await sent(async () => {
      const authors = await em.find(Author, {}, { populate: { books: "reviews" } });
      expect(authors.map(({ books }) => books.get.map(({ title }) => title))).toEqual([
        ["b1.1", "b1.2"],
        [],
        [],
        [],
      ]);
    });
    expect(database.driver.roundTrips).toBe(1);
    const titled = (at: number): string =>
      `IN (SELECT b."id" FROM "public"."books" AS b WHERE b."title" LIKE $${at}::text)`;
    expect(statements.slice(1)).toEqual([
      [expect.stringContaining(titled(1)), ["b1%"]],
      [expect.stringContaining(titled(1)), ["b1%"]],
    ]);
  });

  it("R-PRE-3 the same find for which plugins ask different things is not one pipeline", async () => {
    await givenTrees();
    const plugin = new TitledOnly();
    const em = new EntityManager({}, { driver: database.driver, plugins: [plugin] });
    const find = (title: string) => {
      plugin.title = title;
      return em.find(Author, {}, { populate: "books" });
    };
    const statements = await sent(() => Promise.all([find("b1"), find("b2")]));
    expect(statements.filter((each) => String(each).includes("kingpost.found"))).toEqual([]);
  });
});

/** What was sent, and whether it stands in a pipeline. */
async function operations(work: () => Promise<unknown>): Promise<unknown[]> {
  return (await database.recorded(work)).map(({ operation, text }) => [
    operation,
    text.includes("kingpost.found"),
  ]);
}

describe("finds with a hint in one tick", () => {
  it("R-PRE-1, R-FIND-4 of one shape are one statement, and one round trip with what they lead to", async () => {
    await givenTrees();
    const em = database.newEm();
    let titles: unknown[] = [];
    const seen = await operations(async () => {
      const all = await Promise.all(
        ["a3", "nobody", "a1"].map((firstName) =>
          em.find(Author, { firstName }, { limit: 5, populate: { books: "reviews" } }),
        ),
      );
      titles = all.map(([author]) => author?.books.get.map(({ title }) => title));
    });
    expect(titles).toEqual([["b3.1", "b3.2"], undefined, ["b1.1", "b1.2"]]);
    expect(seen).toEqual([
      ["find Author", true],
      ["load Author.books", true],
      ["load Book.reviews", true],
    ]);
    expect(database.driver.roundTrips).toBe(1);
  });

  it("R-PRE-1, R-LOAD-7 of several shapes but one hint load each level once, for all that they found", async () => {
    await givenTrees();
    const em = database.newEm();
    const statements = await sent(async () => {
      const [named, older] = await Promise.all([
        em.find(Author, { firstName: "a1" }, { populate: { books: "reviews" } }),
        em.find(Author, { publisher: "p:1" }, { populate: { books: "reviews" } }),
      ]);
      expect(named.map(({ books }) => books.get.map(({ reviews }) => reviews.get.length))).toEqual([
        [2, 2],
      ]);
      expect(older.map(({ firstName, books }) => [firstName, books.get.length])).toEqual([
        ["a2", 2],
        ["a4", 2],
      ]);
    });
    expect(database.driver.roundTrips).toBe(1);
    const beside =
      "SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', (current_setting('kingpost.found')::integer[] || ARRAY(SELECT found.key FROM found))::text, true)) IS NOT NULL";
    expect(statements).toEqual([
      [
        `WITH found(key) AS MATERIALIZED (SELECT … FROM "public"."authors" AS a WHERE a."first_name" = $1::text ORDER BY a."id" ASC) ${keep}`,
        ["a1"],
      ],
      [
        `WITH found(key) AS MATERIALIZED (SELECT … FROM "public"."authors" AS a WHERE a."publisher_id" = $1::integer ORDER BY a."id" ASC) ${beside}`,
        ["1"],
      ],
      [`SELECT … FROM "public"."books" AS t WHERE t."author_id" ${found}`, []],
      [
        `SELECT … FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" ${found}))`,
        [],
      ],
    ]);
  });

  it("R-PRE-1 of several types, and a populate beside them, are one pipeline where they have no relation in common", async () => {
    await givenTrees();
    const em = database.newEm();
    const tags = await em.find(Tag, {});
    const seen = await operations(async () => {
      const [authors, reviews] = await Promise.all([
        em.find(Author, { firstName: "a1" }, { populate: "publisher" }),
        em.find(Review, { rating: 4 }, { populate: { book: "events" } }),
        em.populate(tags, { books: "tags" }),
      ]);
      expect(authors[0]!.publisher.get!.name).toBe("p2");
      expect(reviews.map(({ book }) => book.get.title)).toEqual(["b4.1", "b4.2"]);
      expect(tags[0]!.isLoaded({ books: "tags" })).toBe(true);
    });
    expect(seen).toEqual([
      ["load Tag.books", false],
      ["load Book.tags", false],
      ["find Author", true],
      ["load Publisher", true],
      ["find Review", true],
      ["load Book", true],
      ["load Book.events", true],
    ]);
    expect(database.driver.roundTrips).toBe(1);
  });

  it("R-BATCH-5 one that finds too many fails alone, in the pipeline too", async () => {
    await givenTrees();
    const em = new EntityManager({}, { driver: database.driver, entityLimit: 3 });
    const find = (gt: string): Promise<Author[]> =>
      em.find(Author, { firstName: { gt } }, { populate: "image" });
    const settled = await Promise.allSettled([find("a0"), find("a3")]);
    expect(settled).toEqual([
      { status: "rejected", reason: expect.objectContaining({ code: "ENTITY_LIMIT" }) as unknown },
      { status: "fulfilled", value: [expect.objectContaining({ firstName: "a4" })] },
    ]);
  });

  it("R-BATCH-5 one that the database refuses fails alone: the others go again without it", async () => {
    await givenTrees();
    const em = database.newEm();
    const conditions = { and: [sql`1 / ${0}::integer = 1`] };
    const settled = await Promise.allSettled([
      em.find(Tag, {}, { conditions, populate: "books" }),
      em.find(Author, { firstName: "a1" }, { populate: "publisher" }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(await em.find(Author, { firstName: "a1" }, { populate: "publisher" })).toHaveLength(1);
  });
});

describe("finds that go level by level", () => {
  it("R-PRE-1 finds that are the same but want different things share what they have in common", async () => {
    await givenTrees();
    const em = database.newEm();
    const seen = await operations(() =>
      Promise.all([
        em.find(Author, {}, { populate: "books" }),
        em.find(Author, {}, { populate: ["books", "publisher"] }),
      ]),
    );
    expect(seen).toEqual([
      ["find Author", false],
      ["load Author.books", false],
      ["load Publisher", false],
    ]);
  });

  it("R-LOAD-7 somebody who asks for a part of it shares the statement", async () => {
    await givenTrees();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const seen = await operations(() =>
      Promise.all([em.find(Author, {}, { populate: "books" }), author.books.load()]),
    );
    expect(seen).toEqual([
      ["find Author", false],
      ["load Author.books", false],
      ["load Author.books", false],
    ]);
  });

  it("R-PRE-1 where nothing can be pipelined", async () => {
    await givenTrees();
    const em = new EntityManager({}, withoutPipelines(database.driver));
    const seen = await operations(() => em.find(Author, {}, { populate: { books: "reviews" } }));
    expect(seen).toEqual([
      ["find Author", false],
      ["load Author.books", false],
      ["load Book.reviews", false],
    ]);
  });

  it("R-EM-12 a find that fails in a pipeline is the find's own error", async () => {
    const em = database.newEm();
    const conditions = { and: [sql`1 / ${0}::integer = 1`] };
    await givenTrees();
    await expect(em.find(Book, {}, { conditions, populate: "reviews" })).rejects.toThrow(
      "division by zero",
    );
  });
});
