// Many rows of one flush: what is the same in all of them is bound once, what is known beforehand is not read back, and what triggers
// make of some of them is known all the same.
import { EntityManager } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { type Row, smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const { domain, classes } = smallDomain({
  Part: {
    table: "pieces",
    columns: { name: "text", size: "integer", changed_at: "timestamp with time zone" },
    updatedAt: "changed_at",
  },
  Tool: {
    table: "tools",
    columns: {
      name: "text",
      changed_at: "timestamp with time zone",
      version: { type: "integer", notNull: true, default: { literal: "1" } },
    },
    updatedAt: "changed_at",
    version: "version",
  },
});
const [Part, Tool] = [classes["Part"]!, classes["Tool"]!];

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);
const rowsOf = (em: EntityManager, type: typeof Part, count: number): Row[] =>
  Array.from({ length: count }, (_, n) => em.create(type, { name: `n${n}` }));

beforeAll(async () => {
  await database.query(
    "CREATE TABLE pieces (id serial PRIMARY KEY, name text, size integer, changed_at timestamptz)",
  );
  await database.query(
    "CREATE TABLE tools (id serial PRIMARY KEY, name text, changed_at timestamptz, version integer NOT NULL DEFAULT 1)",
  );
  // A trigger that takes every tenth row for its own.
  await database.query(
    "CREATE FUNCTION age_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 10 = 0 THEN NEW.changed_at := NEW.changed_at + interval '1.5 seconds'; END IF; RETURN NEW; END $$",
  );
  await database.query(
    "CREATE FUNCTION skip_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 10 = 0 THEN NEW.version := NEW.version + 5; END IF; RETURN NEW; END $$",
  );
  await database.query(
    "CREATE TRIGGER age_row BEFORE INSERT OR UPDATE ON pieces FOR EACH ROW EXECUTE FUNCTION age_row()",
  );
  await database.query(
    "CREATE TRIGGER skip_version BEFORE UPDATE ON tools FOR EACH ROW EXECUTE FUNCTION skip_version()",
  );
});

beforeEach(async () => {
  await database.query("TRUNCATE pieces, tools RESTART IDENTITY");
});

afterEach(() => {
  vi.useRealTimers();
});

describe("many rows of one flush", () => {
  it("R-SEQ-2, R-WRITE-13 flushes of very many are one round trip each from the third on, and ids for the next come behind COMMIT", async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const driver = new PostgresDriver(pool);
    const told: string[] = [];
    driver.events.on("query", ({ operation }) => told.push(operation));
    let roundTrips = 0;
    driver.events.on("roundTrip", () => void roundTrips++);
    const seen: unknown[] = [];
    for (let round = 0; round < 4; round++) {
      const em = new EntityManager(domain, {}, driver);
      const parts = rowsOf(em, Part, 200);
      await em.flush();
      seen.push([roundTrips, parts.at(-1)!.id]);
      roundTrips = 0;
    }
    expect(seen).toEqual([
      [2, "part:200"],
      [2, "part:400"],
      [1, "part:600"],
      [1, "part:800"],
    ]);
    // With one connection in the pool, this one waits for what is behind COMMIT.
    expect((await pool.query("SELECT last_value FROM pieces_id_seq")).rows).toEqual([
      { last_value: "1000" },
    ]);
    // Twice before the writes, three times behind them.
    expect([told.length, told.filter((each) => each === "assign ids").length]).toEqual([9, 5]);
    await pool.end();
  });

  it("R-WRITE-1, R-OPLOCK-4 are sent with their time once, and only those come back of which a trigger has set another", async () => {
    const em = newEm();
    const parts = rowsOf(em, Part, 40);
    await em.assignNewIds();
    const [[insert], answered] = await answeredBy(() => em.flush());
    expect([insert, answered]).toEqual([
      `WITH written AS (INSERT INTO "public"."pieces" ("id", "name", "size", "changed_at") SELECT c0, c1, c2, $4::timestamptz FROM unnest($1::integer[], $2::text[], $3::integer[]) AS given(c0, c1, c2) RETURNING "id", "changed_at") SELECT written.*, checked.failure FROM (SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped pieces ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written) AS checked LEFT JOIN written ON written."changed_at" IS DISTINCT FROM $4::timestamptz`,
      [4],
    ]);
    expect(await storedTimes()).toEqual(parts.map((part) => part.read("changed_at")));
    for (const part of parts) part.write("size", 1);
    expect((await answeredBy(() => em.flush()))[1]).toEqual([40, 4]);
    expect(await storedTimes()).toEqual(parts.map((part) => part.read("changed_at")));
    for (const part of parts) part.write("size", 2);
    await em.flush();
    expect(parts.map((part) => part.read("name"))).toEqual(parts.map((_, n) => `n${n}`));
    expect(await database.query("SELECT DISTINCT size FROM pieces")).toEqual([{ size: 2 }]);
  });

  it("R-OPLOCK-1, R-OPLOCK-4 know their versions, also those that a trigger has set", async () => {
    const em = newEm();
    const tools = rowsOf(em, Tool, 40);
    await em.flush();
    for (const round of [1, 2]) {
      for (const tool of tools) tool.write("name", `changed ${round}`);
      // oxlint-disable-next-line no-await-in-loop -- one flush after the other
      expect((await answeredBy(() => em.flush()))[1]).toEqual([40, 4]);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const stored = await database.query("SELECT version FROM tools ORDER BY id");
      expect(stored.map(({ version }) => version)).toEqual(
        tools.map((_, n) => ((n + 1) % 10 === 0 ? 1 + round * 6 : 1 + round)),
      );
    }
    // Somebody else's change is noticed by what is in memory.
    await database.query("UPDATE tools SET version = version + 1 WHERE id = 7");
    for (const tool of tools) tool.write("name", "stale");
    await expect(em.flush()).rejects.toMatchObject({
      code: "OPTIMISTIC_LOCK",
      entities: [tools[6]],
    });
  });

  it("R-FLUSH-7 what was rolled back is written again, with the values that it has", async () => {
    const em = newEm();
    const parts = rowsOf(em, Part, 40);
    const failed = em.transaction(async () => {
      await em.flush();
      for (const part of parts) part.write("size", 1);
      await em.flush();
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(parts.every(({ isNewEntity }) => isNewEntity)).toBe(true);
    await em.flush();
    const stored = await database.query("SELECT name, size FROM pieces ORDER BY id");
    expect(stored).toEqual(parts.map((_, n) => ({ name: `n${n}`, size: 1 })));
  });
});

describe("the instant at which entities are made", () => {
  it("R-FIELD-5 is one for all that is made without waiting in between, and another after that", async () => {
    const em = database.newEm();
    const [a, b] = [em.create(Author, { firstName: "a" }), em.create(Author, { firstName: "b" })];
    expect(b.createdAt).toBe(a.createdAt);
    await new Promise((done) => setTimeout(done, 5));
    const c = em.create(Author, { firstName: "c" });
    expect(c.createdAt.getTime()).toBeGreaterThan(a.createdAt.getTime());
    await em.flush();
    const stored = await database.query("SELECT created_at FROM authors ORDER BY id");
    expect(stored.map(({ created_at }) => created_at)).toEqual(
      [a, b, c].map(({ createdAt }) => createdAt),
    );
  });

  it("R-FIELD-5 follows a clock that is set meanwhile", () => {
    const em = database.newEm();
    vi.useFakeTimers({ toFake: ["Date"] });
    const times = [
      "2026-01-01T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
      "2025-01-01T00:00:00.000Z",
    ];
    const made = times.map((time) => {
      vi.setSystemTime(time);
      return em.create(Author, { firstName: time });
    });
    expect(made.map(({ createdAt }) => createdAt.toISOString())).toEqual(times);
  });
});

async function storedTimes(): Promise<unknown[]> {
  const rows = await database.query("SELECT changed_at FROM pieces ORDER BY id");
  return rows.map(({ changed_at }) => changed_at);
}

/** The statements of some work, and how many rows the server gave for each. */
async function answeredBy(work: () => Promise<unknown>): Promise<[string[], number[]]> {
  const sent: Array<[string, number]> = [];
  const off = database.driver.events.on("query", ({ sql, rowCount }) => {
    sent.push([sql, rowCount]);
  });
  try {
    await work();
  } finally {
    off();
  }
  return [sent.map(([sql]) => sql), sent.map(([, count]) => count)];
}
