// Settings of one transaction, as policies of row-level security ask for them.
import { type Driver, LearnedLookAhead, sql } from "kingpost";
import { PostgresDriver, RecordingDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const role = `tenant_user_${process.pid}`;
let pool: pg.Pool;

beforeAll(async () => {
  await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
  await database.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
  await database.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await database.query("ALTER TABLE tags ENABLE ROW LEVEL SECURITY");
  await database.query(
    "CREATE POLICY tenants ON tags USING (name LIKE current_setting('app.tenant', true) || ':%')",
  );
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});

afterAll(async () => {
  await pool.end();
  await database.query("DROP POLICY tenants ON tags");
  await database.query("ALTER TABLE tags DISABLE ROW LEVEL SECURITY");
  await database.query(`DROP OWNED BY ${role}`);
  await database.query(`DROP ROLE ${role}`);
});

for (const prepared of ["named", "unnamed"] as const)
  it(`R-TXN-8 settings hold for their transaction only, and decide what policies let through (prepared: ${prepared})`, async () => {
    const idAssigner = new SequenceIdAssigner({ block: 1 });
    const driver = new PostgresDriver(pool, { prepared, idAssigner });
    const of = (tenant: string): Record<string, string> => ({ role, "app.tenant": tenant });
    const inTenant = <R>(tenant: string, work: (em: EntityManager) => Promise<R>): Promise<R> => {
      const em = new EntityManager({}, driver);
      return em.transaction(() => work(em), { settings: of(tenant) });
    };
    for (const tenant of ["a", "b"])
      await inTenant(tenant, async (em) => void em.create(Tag, { name: `${tenant}:1` }));
    const seen = (em: EntityManager): Promise<string[]> =>
      em.find(Tag, {}).then((tags) => tags.map(({ name }) => name));
    expect([await inTenant("a", seen), await inTenant("b", seen)]).toEqual([["a:1"], ["b:1"]]);
    const foreign = inTenant("a", async (em) => void em.create(Tag, { name: "b:2" }));
    await expect(foreign).rejects.toMatchObject({ sqlState: "42501" });
    const em = new EntityManager({}, driver);
    expect(
      await em.sql`SELECT current_setting('app.tenant', true) AS tenant, current_user = ${role} AS "isRole"`,
    ).toEqual([{ tenant: "", isRole: false }]);
    const hooked = new EntityManager({}, driver);
    hooked.afterBegin(
      (_, txn) =>
        txn.sql`SELECT set_config('app.tenant', 'b', true) AS tenant, set_config('role', ${role}, true) AS role`,
    );
    hooked.create(Tag, { name: "b:3" });
    await hooked.flush();
    expect(await inTenant("b", seen)).toEqual(["b:1", "b:3"]);
  });

describe("the settings of an em", () => {
  const idAssigner = new SequenceIdAssigner({ block: 1 });
  const newDriver = (): RecordingDriver =>
    new RecordingDriver(new PostgresDriver(pool, { idAssigner }));

  let shared: Driver | undefined;

  function emIn(tenant: string, driver: Driver = (shared ??= newDriver())): EntityManager {
    return new EntityManager({}, { driver, settings: { role, "app.tenant": tenant } });
  }

  async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
    const items: T[] = [];
    for await (const item of stream) items.push(item);
    return items;
  }

  const namesOf = (tags: ReadonlyArray<Tag>): string[] => tags.map(({ name }) => name).toSorted();

  /** A book with a tag of each tenant. */
  async function givenTags(): Promise<void> {
    await database.query("INSERT INTO authors (first_name) VALUES ('a1')");
    await database.query("INSERT INTO books (title, author_id) VALUES ('b1', 1)");
    await database.query("INSERT INTO tags (name) VALUES ('a:1'), ('b:1')");
    await database.query("INSERT INTO books_to_tags (book_id, tag_id) VALUES (1, 1), (1, 2)");
  }

  const reads: Record<string, (em: EntityManager) => Promise<ReadonlyArray<Tag>>> = {
    find: (em) => em.find(Tag, {}),
    "find with a hint": async (em) =>
      (await em.find(Book, {}, { populate: "tags" })).flatMap((book) => book.tags.get),
    loadAllIfExists: (em) => em.loadAllIfExists(Tag, ["t:1", "t:2"]),
    "two finds in a tick": async (em) => {
      const [tags] = await Promise.all([em.find(Tag, {}), em.find(Author, {})]);
      return tags;
    },
    "a populate of several levels": async (em) => {
      const author = await em.load(Author, "a:1");
      const loaded = await em.populate(author, { books: "tags" });
      return loaded.books.get.flatMap((book) => book.tags.get);
    },
    "a collection": async (em) => await (await em.load(Book, "b:1")).tags.load(),
    "a stream": async (em) => await all(em.stream(Tag, {})),
    "a stream by cursor": async (em) => await all(em.stream(Tag, {}, { strategy: "cursor" })),
    "em.sql": async (em) => await em.sql<Tag>`SELECT name FROM tags`,
    "read-only em.sql": async (em) => {
      em.mode = "read-only";
      return await em.sql<Tag>`SELECT name FROM tags`;
    },
    "a transaction": (em) => em.transaction(() => em.find(Tag, {})),
    "a fork": (em) => em.fork().find(Tag, {}),
    "an em after clear": (em) => {
      em.clear();
      return em.find(Tag, {});
    },
    "an em made of it": (em) => new EntityManager({}, { em }).find(Tag, {}),
    refresh: async (em) => {
      const tags = await em.find(Tag, {});
      await em.refresh(tags);
      return tags;
    },
    findPage: async (em) => {
      const page = await em.findPage(Tag, {}, { first: 5, orderBy: { name: "ASC" } });
      expect([await page.totalCount(), page.pageInfo.hasNextPage]).toEqual([1, false]);
      return page.nodes;
    },
    findIds: async (em) => await em.loadAll(Tag, await em.findIds(Tag, {})),
    findByUnique: async (em) => {
      const [own, other] = await Promise.all(
        ["t:1", "t:2"].map((id) => em.findByUnique(Tag, { id })),
      );
      return [own, other].filter((tag) => tag !== undefined);
    },
    "a path through what is shared": async (em) => {
      const books = await em.find(Book, { tags: { name: ["a:1", "b:1"] } }, { populate: "tags" });
      return books.flatMap((book) => book.tags.get);
    },
    "a read that locks": async (em) =>
      await em.transaction(() => em.find(Tag, {}, { lock: { mode: "forUpdate" } })),
    "a part of a transaction": async (em) =>
      await em.transaction(() => em.transaction(() => em.find(Tag, {}))),
    "a stream in a transaction": async (em) =>
      await em.transaction(() => all(em.stream(Tag, {}, { strategy: "cursor" }))),
    "many reads at once": async (em) => {
      const found = await Promise.all(
        Array.from({ length: 5 }, (_, at) => em.find(Tag, {}, { limit: 10 + at })),
      );
      return [...new Set(found.flat())];
    },
    "a find beside one that fails": async (em) => {
      const [tags] = await Promise.all([
        em.find(Tag, {}),
        em
          .find(Author, {}, { conditions: { and: [sql`1 / (random() * 0)::int = 1`] } })
          .catch(() => undefined),
      ]);
      return tags;
    },
  };

  it.each(Object.entries(reads))("R-TXN-15 hold for %s", async (_, read) => {
    await givenTags();
    expect(namesOf(await read(emIn("a")))).toEqual(["a:1"]);
    expect(namesOf(await read(emIn("b")))).toEqual(["b:1"]);
    const { rows } = await pool.query(
      "SELECT current_setting('app.tenant', true) AS tenant, current_setting('role') AS role",
    );
    expect(rows).toEqual([{ tenant: "", role: "none" }]);
  });

  it("R-TXN-15 hold for what is sent ahead, also where another tenant's reads have taught it", async () => {
    await givenTags();
    const lookAhead = new LearnedLookAhead({ maxAge: 600_000, runs: 1 });
    const driver = new PostgresDriver(pool, { idAssigner, lookAhead });
    const seen: string[][] = [];
    for (const tenant of ["a", "a", "b", "b", "a"]) {
      const em = new EntityManager({}, { driver, settings: { role, "app.tenant": tenant } });
      const [book] = await em.find(Book, {});
      seen.push(namesOf(await book!.tags.load()));
    }
    expect([seen, lookAhead.counts.used > 0]).toEqual([
      [["a:1"], ["a:1"], ["b:1"], ["b:1"], ["a:1"]],
      true,
    ]);
  });

  const endings: Record<string, (em: EntityManager) => Promise<unknown>> = {
    "a statement that fails": (em) => em.sql`SELECT 1 / (random() * 0)::int`,
    "a transaction that is taken back": (em) =>
      em.transaction(async () => {
        await em.find(Tag, {});
        throw new Error("no");
      }),
    "a part of a transaction that is taken back": (em) =>
      em.transaction(async () => {
        await em.transaction(() => em.sql`SELECT 1 / (random() * 0)::int`).catch(() => undefined);
        await em.find(Tag, {});
      }),
    "a COMMIT that is refused": (em) => {
      em.create(Book, { title: "b", author: "a:99" });
      return em.flush();
    },
    "a stream that nobody reads on": async (em) => {
      for await (const _ of em.stream(Author, {}, { strategy: "cursor", batchSize: 1 })) break;
    },
    "a read whose signal ends it": (em) =>
      em.find(
        Tag,
        {},
        { signal: AbortSignal.timeout(100), conditions: { and: [sql`pg_sleep(5) IS NULL`] } },
      ),
    "settings of the session in the transaction": (em) =>
      em.transaction(() => em.sql`SELECT set_config('app.tenant', 'z', true)`),
  };

  it.each(Object.entries(endings))(
    "R-TXN-15 are gone from the connection after %s",
    async (_, work) => {
      await givenTags();
      await work(emIn("a")).catch(() => undefined);
      const { rows } = await pool.query(
        "SELECT current_setting('app.tenant', true) AS tenant, current_setting('role') AS role",
      );
      expect([rows, pool.totalCount]).toEqual([[{ tenant: "", role: "none" }], 1]);
      expect(namesOf(await emIn("b").find(Tag, {}))).toEqual(["b:1"]);
    },
  );

  it("R-TXN-15 of many ems on one connection stay apart", async () => {
    await givenTags();
    const tenants = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? "a" : "b"));
    const seen = await Promise.all(
      tenants.map(async (tenant) => namesOf(await emIn(tenant).find(Tag, {}))),
    );
    expect(seen).toEqual(tenants.map((tenant) => [`${tenant}:1`]));
  });

  it("R-TXN-15, R-EM-1/settings, R-EM-2 hold for what counts and what writes, and cost no round trip", async () => {
    await givenTags();
    const driver = newDriver();
    const em = emIn("a", driver);
    expect([await em.findCount(Tag, {}), em.settings]).toEqual([1, { role, "app.tenant": "a" }]);
    expect(driver.roundTrips).toBe(1);
    em.create(Tag, { name: "b:2" });
    await expect(em.flush()).rejects.toMatchObject({ sqlState: "42501" });
    em.clear({ discardChanges: true });
    expect(await em.updateAll(Tag, {}, { name: "a:2" }, { all: true })).toEqual({ count: 1 });
    em.beforeCommit((_, txn) => txn.sql`DELETE FROM tags`);
    em.create(Tag, { name: "a:3" });
    await em.flush();
    expect(await database.query("SELECT name FROM tags")).toEqual([{ name: "b:1" }]);
  });

  it("R-TXN-15 those of a transaction come on top", async () => {
    await givenTags();
    const em = emIn("a");
    const tags = await em.transaction(() => em.find(Tag, {}), { settings: { "app.tenant": "b" } });
    expect(namesOf(tags)).toEqual(["b:1"]);
  });

  it("R-TXN-15 are refused within a transaction of others, and where values could not be read", async () => {
    const driver = new PostgresDriver(pool, { idAssigner });
    const refused = { code: "TXN_OPTION" };
    await new EntityManager({}, driver).transaction(async (txn) => {
      const other = emIn("a", driver.withClient(txn));
      await expect(other.find(Tag, {})).rejects.toMatchObject(refused);
    });
    const em = new EntityManager({}, { driver, settings: { datestyle: "German" } });
    await expect(em.find(Tag, {})).rejects.toMatchObject(refused);
  });
});
