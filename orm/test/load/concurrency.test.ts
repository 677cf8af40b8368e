// The batches of one tick on one connection, or on several at once.
import type { Outcome } from "kingpost";
import { PostgresDriver, RecordingDriver } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
});
afterAll(() => pool.end());

const who = {
  text: "SELECT pg_backend_pid(), $1::integer",
  operation: "who",
};
const asks = [0, 1, 2, 3, 4].map((n) => ({ ...who, values: [String(n)] }));

/** Which connection answered each of the asks; the first is 0. */
function lanesOf(outcomes: ReadonlyArray<Outcome>): number[] {
  const pids = outcomes.map(({ result }) => result!.rows[0]![0]);
  const known = [...new Set(pids)];
  return pids.map((pid) => known.indexOf(pid));
}

describe("statements that do not depend on each other", () => {
  it("R-BATCH-6 run on one connection, unless the driver is told that it may use more", async () => {
    const one = new PostgresDriver(pool);
    expect(lanesOf(await one.execute(asks, { isUnordered: true }))).toEqual([0, 0, 0, 0, 0]);
    const two = new PostgresDriver(pool, { maxConcurrency: 2 });
    const outcomes = await two.execute(asks, { isUnordered: true });
    expect(lanesOf(outcomes)).toEqual([0, 1, 0, 1, 0]);
    expect(outcomes.map(({ result }) => result!.rows[0]![1])).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("R-BATCH-6 take no more connections than the pool has, nor any more for what has an order", async () => {
    const many = new PostgresDriver(pool, { maxConcurrency: 100 });
    expect(lanesOf(await many.execute(asks, { isUnordered: true }))).toEqual([0, 1, 2, 3, 0]);
    expect(lanesOf(await many.execute(asks))).toEqual([0, 0, 0, 0, 0]);
  });

  it("R-BATCH-6 inside a transaction run on its connection, in order", async () => {
    const connection = await new PostgresDriver(pool, { maxConcurrency: 4 }).connect();
    await connection.begin();
    expect(lanesOf(await connection.execute(asks, { isUnordered: true }))).toEqual([0, 0, 0, 0, 0]);
    await connection.rollback();
    connection.release();
  });

  it("R-BATCH-6 the batches of a tick are such", async () => {
    const seed = database.newEm();
    const author = seed.create(Author, { firstName: "Ann" });
    seed.create(Book, { title: "b", author, tags: [seed.create(Tag, { name: "sea" })] });
    await seed.flush();
    const driver = new RecordingDriver(new PostgresDriver(pool, { maxConcurrency: 2 }));
    const em = new EntityManager({}, driver);
    const [authors, books, tags] = await Promise.all([
      em.find(Author, {}),
      em.find(Book, {}),
      em.find(Tag, {}),
    ]);
    expect([authors, books, tags].map(String)).toEqual(["Author:1", "Book:1", "Tag:1"]);
    // At once: two on one connection, one on the other.
    expect([driver.roundTrips, driver.statements.length]).toEqual([2, 3]);
  });
});
