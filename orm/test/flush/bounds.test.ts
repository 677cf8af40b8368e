// How many statements and round trips a flush takes, and what it needs of the schema.
import { EntityManager } from "kingpost";
import { PostgresDriver, RecordingDriver } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

let pool: pg.Pool;
let driver: RecordingDriver;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  // With blocks of ids, as applications have them.
  driver = new RecordingDriver(new PostgresDriver(pool));
});

afterAll(() => pool.end());

async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  for (let a = 0; a < 5; a++) {
    const author = em.create(Author, { firstName: `a${a}` });
    const book = em.create(Book, { title: `b${a}`, author });
    em.create(Review, { rating: 3, book });
    book.tags.add(em.create(Tag, { name: `t${a}` }));
  }
  await em.flush();
}

/** W6 of the benchmarks, in small: new books, changed authors and books, deleted reviews, and tags moved. */
async function changeEverything(): Promise<EntityManager> {
  const em = new EntityManager(domain, {}, driver);
  const [authors, reviews] = await Promise.all([
    em.find(Author, {}, { populate: { books: "tags" } }),
    em.find(Review, {}, { limit: 1, orderBy: { id: "ASC" } }),
  ]);
  for (const [at, author] of authors.entries()) {
    author.lastName = `l${at}`;
    const [book] = author.books.get;
    book!.notes = "changed";
    book!.tags.set(authors[(at + 1) % 5]!.books.get[0]!.tags.get.slice(0, 1));
    em.create(Book, { title: `new${at}`, author });
  }
  em.delete(reviews);
  return em;
}

describe("what a flush sends", () => {
  it("R-WRITE-13, R-SEQ-2 a graph in which a bit of everything happened is two round trips cold and one warm", async () => {
    await givenLibrary();
    const trips: number[] = [];
    for (let flush = 0; flush < 5; flush++) {
      const em = await changeEverything();
      driver.clear();
      await em.flush();
      trips.push(driver.roundTrips);
      await givenReview();
    }
    // The reserve of ids grows until it suffices.
    expect([Math.max(...trips), trips.at(-1)]).toEqual([2, 1]);
  });

  it("R-WRITE-4, R-WRITE-13 one statement per table and kind: locks, writes, and one INSERT and one DELETE of join rows", async () => {
    await givenLibrary();
    const em = await changeEverything();
    await em.assignNewIds();
    driver.clear();
    await em.flush();
    expect(driver.statements.map(({ operation }) => operation)).toEqual([
      "lock authors",
      "lock books",
      "lock reviews",
      "lock tags",
      "lock books_to_tags",
      "insert books",
      "update authors",
      "update books",
      "delete books_to_tags",
      "insert books_to_tags",
      "delete reviews",
    ]);
  });

  it("R-FLUSH-2 a second flush sends nothing", async () => {
    await givenLibrary();
    const em = await changeEverything();
    await em.flush();
    driver.clear();
    expect([await em.flush(), driver.statements, driver.roundTrips]).toEqual([[], [], 0]);
  });
});

/** In place of the one that was deleted. */
async function givenReview(): Promise<void> {
  const em = database.newEm();
  em.create(Review, { rating: 1, book: await em.load(Book, "b:1") });
  await em.flush();
}

describe("what a flush needs of the schema", () => {
  it("R-WRITE-7 no function: this schema has none but those of triggers and extensions, and all flushes work", async () => {
    const functions = await database.query(
      `SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prorettype <> 'trigger'::regtype
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
    );
    await givenLibrary();
    const em = await changeEverything();
    expect([functions, (await em.flush()).length]).toEqual([[], 16]);
  });
});
