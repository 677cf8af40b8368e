// A hint of several levels as one pipeline: what is sent, that the answers are those of separate loads, and one snapshot.
import pg from "pg";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
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

/** The tree of an author, by what its rows say. */
function shape(authors: ReadonlyArray<Awaited<ReturnType<typeof loadTrees>>[number]>): unknown {
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

function loadTrees(em: EntityManager, ids: ReadonlyArray<string>) {
  return em.loadAll(Author, ids, hint);
}

describe("a hint of several levels", () => {
  it("R-PRE-1 is one round trip, each level selected by a sub-query over the level above", async () => {
    await givenTrees();
    const em = database.newEm();
    const statements = await database.recorded(() =>
      em.loadAll(Author, ["a:1", "a:2"], { books: { reviews: {} } }),
    );
    expect(database.driver.roundTrips).toBe(1);
    expect(
      statements.map(({ text, values }) => [
        text.replace(/SELECT .*? FROM/, "SELECT … FROM"),
        values,
      ]),
    ).toEqual([
      ['SELECT … FROM "public"."authors" AS t WHERE t."id" = ANY($1::integer[])', ['{"1","2"}']],
      [
        'SELECT … FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[])',
        ['{"1","2"}'],
      ],
      [
        'SELECT … FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[])))',
        ['{"1","2"}'],
      ],
    ]);
  });

  it("R-PRE-1 gives what separate loads give, for references, collections and both sides of join tables", async () => {
    await givenTrees();
    const ids = ["a:1", "a:2", "a:3", "a:4"];
    const ahead = await loadTrees(database.newEm(), ids);
    const trips = database.driver.roundTrips;
    const byLevel = await loadTrees(new EntityManager({}, withoutPipelines(database.driver)), ids);
    expect(shape(ahead)).toEqual(shape(byLevel));
    expect(shape(ahead.slice(0, 1))).toEqual([
      [
        "a1",
        "p2",
        [
          ["b1.1", [1, 1], ["sea"]],
          ["b1.2", [2, 1], ["sea"]],
        ],
      ],
    ]);
    expect(trips).toBe(database.driver.roundTrips - 3);
  });

  it("R-PRE-1 populates entities that are in memory in one round trip", async () => {
    await givenTrees();
    const em = database.newEm();
    const authors = await em.find(Author, {});
    expect(await database.roundTrips(() => em.populate(authors, hint))).toBe(1);
    expect(database.driver.statements.map(({ operation }) => operation)).toEqual([
      "load Publisher",
      "load Author.books",
      "load Book.reviews",
      "load Book.tags",
    ]);
  });

  it("R-PRE-1 asks for nothing that is loaded", async () => {
    await givenTrees();
    const em = database.newEm();
    const authors = await em.loadAll(Author, ["a:1", "a:2"], "books");
    const statements = await database.recorded(() =>
      em.populate(authors, { books: { reviews: "book" } }),
    );
    expect(statements.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Book.reviews", ['{"1","2","3","4"}']],
    ]);
  });

  it("R-PRE-3 what was changed in memory wins over what is preloaded", async () => {
    await givenTrees();
    const em = database.newEm();
    const [moved, gone] = await em.loadAll(Book, ["b:1", "b:3"]);
    const other = await em.load(Author, "a:4");
    moved!.author.set(other);
    em.delete(gone!);
    const [first, second] = await em.loadAll(Author, ["a:1", "a:2"], hint);
    const titles = (author: typeof first): string[] => author!.books.get.map(({ title }) => title);
    expect([titles(first), titles(second)]).toEqual([["b1.2"], ["b2.2"]]);
  });

  it("R-LOAD-7 of several kinds in one tick goes level by level, one statement for each relation", async () => {
    await givenTrees();
    const em = database.newEm();
    const authors = await em.find(Author, {});
    const statements = await database.recorded(() =>
      Promise.all([
        em.populate(authors.slice(0, 2), { books: "reviews" }),
        em.populate(authors.slice(2), { books: ["reviews", "tags"] }),
      ]),
    );
    expect(statements.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Author.books", ['{"1","2","3","4"}']],
      ["load Book.reviews", ['{"1","2","3","4","5","6","7","8"}']],
      ["load Book.tags", ['{"5","6","7","8"}']],
    ]);
  });

  it("R-LOAD-7 of one kind in one tick is one pipeline for all who ask", async () => {
    await givenTrees();
    const em = database.newEm();
    const authors = await em.find(Author, {});
    const trips = await database.roundTrips(() =>
      Promise.all(authors.map((author) => em.populate(author, { books: "reviews" }))),
    );
    expect(trips).toBe(1);
    expect(database.driver.statements.map(({ operation }) => operation)).toEqual([
      "load Author.books",
      "load Book.reviews",
    ]);
  });

  it("R-LOAD-7 that cannot be loaded for rows of the user's own fails alone, not the others of its tick", async () => {
    const made = database.newEm();
    const topic = made.create(Topic, { id: "t1", name: "t1" });
    const first = made.create(Comment, { body: "c1", parent: topic });
    made.create(Comment, { body: "c2", parent: first });
    await made.flush();
    const em = database.newEm();
    const rows = await database.query("SELECT id, body FROM comments");
    const comments = em.hydrate(Comment, rows);
    const settled = await Promise.allSettled([
      em.populate(comments, { parent: {}, replies: "replies" }),
      em.populate(comments, { parent: {}, replies: "likes" }),
      em.find(Topic, {}),
    ]);
    const failed = {
      status: "rejected",
      reason: expect.objectContaining({ code: "NOT_LOADED" }) as unknown,
    };
    expect(settled).toEqual([failed, failed, { status: "fulfilled", value: [expect.any(Topic)] }]);
  });

  it("R-PRE-1 sees one snapshot: no collection is loaded and wrong, whatever others commit meanwhile", async () => {
    await givenTrees();
    const load = (): Promise<string> =>
      database
        .newEm()
        .load(Author, "a:1", { books: "reviews" })
        .then(({ books }) => books.get.map((book) => book.reviews.get.length).join());
    // Somebody who holds the reviews locked until the books have gone to another author, which is committed while the pipeline of
    // the reader waits: its first statements have run by then, and the last has not.
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    try {
      await other.query("BEGIN; LOCK TABLE reviews IN ACCESS EXCLUSIVE MODE");
      const loading = load();
      const waits = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'reviews'::regclass";
      while ((await database.query(waits)).length === 0);
      await other.query("UPDATE books SET author_id = 4 WHERE id IN (1, 2); COMMIT");
      // Both books with both of their reviews, as they were when it began.
      expect(await loading).toBe("2,2");
    } finally {
      await other.end();
    }
    expect(await load()).toBe("");
  });
});
