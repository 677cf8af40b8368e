// Everything on one client: pools of one connection, and ems on a client that somebody else has.
import { deepStrictEqual } from "node:assert";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const pools: pg.Pool[] = [];
const names = (): Promise<unknown[]> =>
  database
    .query("SELECT name FROM tags ORDER BY name")
    .then((rows) => rows.map(({ name }) => name));

afterEach(async () => {
  for (const pool of pools.splice(0)) {
    // Whatever a test did, it gave its client back.
    deepStrictEqual([pool.totalCount - pool.idleCount, pool.waitingCount], [0, 0]);
    await pool.end();
  }
});

function poolOfOne(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: database.url,
    max: 1,
    connectionTimeoutMillis: 2_000,
  });
  pools.push(pool);
  return pool;
}

describe("one client", () => {
  it("R-TXN-13 is enough for everything that a unit of work does", async () => {
    const driver = new PostgresDriver(poolOfOne());
    const em = new EntityManager({}, driver);
    em.beforeCommit(async (own, txn) => {
      await own.find(Tag, {});
      await txn.sql`SELECT 1`;
    });
    em.afterCommit(async () => {
      await new EntityManager({}, driver).find(Tag, {});
    });
    const author = em.create(Author, { firstName: "a1" });
    em.create(Book, { title: "b1", author });
    await em.flush();
    await em.transaction(async () => {
      await em.transaction(async () => {
        const [found] = await em.find(
          Author,
          {},
          { populate: { books: "tags" }, lock: "forUpdate" },
        );
        found!.books.get[0]!.tags.add(em.create(Tag, { name: "t1" }));
        await em.flush();
        await em.refresh();
      });
      await em.assignNewIds();
      for await (const each of em.stream(Author, {}, { strategy: "cursor" }))
        for await (const book of em.stream(Book, { author: each }, { strategy: "cursor" }))
          expect(book.title).toBe("b1");
      em.create(Tag, { name: "t2" });
      await em.sql`SELECT 1`;
    });
    expect(await names()).toEqual(["t1", "t2"]);
  });

  it("R-TXN-13 a second em on the client of a transaction is part of it, and can be taken back", async () => {
    const driver = new PostgresDriver(poolOfOne());
    const em = new EntityManager({}, driver);
    em.create(Tag, { name: "t0" });
    await em.flush();
    let other: EntityManager | undefined;
    await em.transaction(async (txn) => {
      em.create(Tag, { name: "t1" });
      await em.flush();
      other = new EntityManager({}, driver.withClient(txn));
      expect((await other.find(Tag, {})).length).toBe(2);
      other.create(Tag, { name: "t2" });
      await other.flush();
      other.create(Tag, { name: "t2" });
      await expect(other.flush()).rejects.toMatchObject({ code: "UNIQUE" });
      other.clear({ discardChanges: true });
      const own = other;
      const part = own.transaction(async () => {
        own.create(Tag, { name: "t3" });
        await own.flush();
        throw new RangeError("no");
      });
      await expect(part).rejects.toThrow(new RangeError("no"));
      own.clear({ discardChanges: true });
      await own.transaction(() => void own.create(Tag, { name: "t4" }));
      await expect(own.transaction(() => 1, { isolation: "serializable" })).rejects.toMatchObject({
        code: "TXN_OPTION",
      });
      expect((await em.find(Tag, {})).map(({ name }) => name)).toEqual(["t0", "t1", "t2", "t4"]);
      expect(await names()).toEqual(["t0"]);
    });
    expect(await names()).toEqual(["t0", "t1", "t2", "t4"]);
    await expect(other!.sql`SELECT 1`).rejects.toMatchObject({ code: "TXN_CLOSED" });
  });

  it("R-TXN-13 an em on a client of pg joins its transaction, and has its own outside", async () => {
    const pool = poolOfOne();
    const driver = new PostgresDriver(pool);
    const client = await pool.connect();
    const em = new EntityManager({}, driver.withClient(client));
    em.create(Tag, { name: "t1" });
    await em.flush();
    expect(await names()).toEqual(["t1"]);
    await client.query("BEGIN");
    em.create(Tag, { name: "t2" });
    await em.flush();
    expect((await client.query("SELECT name FROM tags ORDER BY name")).rows).toEqual([
      { name: "t1" },
      { name: "t2" },
    ]);
    await client.query("ROLLBACK");
    expect(await names()).toEqual(["t1"]);
    await client.query("BEGIN");
    const next = new EntityManager({}, driver.withClient(client));
    next.create(Tag, { name: "t3" });
    await next.flush();
    await client.query("COMMIT");
    client.release();
    expect(await names()).toEqual(["t1", "t3"]);
  });
});
