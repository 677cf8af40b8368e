// A table with two unique keys: whatever the order in which rows are inserted, two sessions can wait for each other in a circle.
import { EntityManager } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { type Row, smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();
const { domain, classes } = smallDomain({
  Badge: {
    table: "badges",
    columns: { code: "text", owner: "text" },
    uniques: [["code"], ["owner"]],
  },
  Bond: {
    table: "bonds",
    id: { generator: "database" },
    columns: { code: "text", owner: "text" },
    uniques: [["code"], ["owner"]],
  },
  Stake: { table: "stakes", references: { bond: { to: "Bond", notNull: true } } },
});
const [Badge, Bond, Stake] = [classes["Badge"]!, classes["Bond"]!, classes["Stake"]!];
let pool: pg.Pool;
let driver: PostgresDriver;

beforeAll(async () => {
  await database.query(
    "CREATE TABLE badges (id serial PRIMARY KEY, code text UNIQUE, owner text UNIQUE)",
  );
  await database.query(
    "CREATE TABLE bonds (id serial PRIMARY KEY, code text UNIQUE, owner text UNIQUE)",
  );
  await database.query(
    "CREATE TABLE stakes (id serial PRIMARY KEY, bond_id int NOT NULL REFERENCES bonds)",
  );
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  driver = new PostgresDriver(pool);
});

beforeEach(async () => {
  await database.query("TRUNCATE badges, bonds, stakes");
});

afterAll(() => pool.end());

/** A flush of two rows that deadlocks with another session, which then ends as it is told. */
async function crossWith(
  end: "COMMIT" | "ROLLBACK",
  type = Badge,
  prepare: (em: EntityManager, rows: Row[]) => void = () => undefined,
): Promise<unknown> {
  const table = type === Badge ? "badges" : "bonds";
  const other = await pool.connect();
  // The flush is the one that Postgres ends.
  await other.query("BEGIN");
  await other.query("SET LOCAL deadlock_timeout = '30s'");
  await other.query(`INSERT INTO ${table} (code, owner) VALUES ('z', 'y')`);
  const em = new EntityManager(domain, {}, driver);
  const rows = [
    em.create(type, { code: "a", owner: "x" }),
    em.create(type, { code: "c", owner: "y" }),
  ];
  prepare(em, rows);
  const flushed = em.flush().then(
    (written) => written.length,
    (error: unknown) => (error as { readonly code: string }).code,
  );
  // The second row waits for the other session, which now waits for the first.
  await waiting(1);
  await other.query(`INSERT INTO ${table} (code, owner) VALUES ('b', 'x')`);
  await other.query(end);
  other.release();
  return await flushed;
}

async function waiting(sessions: number): Promise<void> {
  for (;;) {
    const rows = await database.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length >= sessions) return;
  }
}

it("R-WRITE-5 a flush that Postgres ends for a circle of unique keys is sent again: it writes when the other one did not", async () => {
  expect(await crossWith("ROLLBACK")).toBe(2);
  expect(await database.query("SELECT code FROM badges ORDER BY code")).toEqual([
    { code: "a" },
    { code: "c" },
  ]);
});

it("R-WRITE-5 and otherwise says which value is taken", async () => {
  expect(await crossWith("COMMIT")).toBe("UNIQUE");
  expect(await database.query("SELECT code FROM badges ORDER BY code")).toEqual([
    { code: "b" },
    { code: "z" },
  ]);
});

it("R-WRITE-5 also where it takes several round trips, since others wait for keys that the database makes", async () => {
  const withStakes = (em: EntityManager, rows: Row[]): void => {
    for (const bond of rows) em.create(Stake, { bond });
  };
  expect(await crossWith("ROLLBACK", Bond, withStakes)).toBe(4);
  const stored = "SELECT t.code FROM stakes u JOIN bonds t ON t.id = u.bond_id ORDER BY t.code";
  expect(await database.query(stored)).toEqual([{ code: "a" }, { code: "c" }]);
});

it("R-WRITE-5 and not once code of the application has run in its transaction", async () => {
  let begun = 0;
  const withHook = (em: EntityManager): void => {
    em.afterBegin(() => {
      begun++;
    });
  };
  expect([await crossWith("ROLLBACK", Bond, withHook), begun]).toEqual(["DEADLOCK", 1]);
  expect(await database.query("SELECT code FROM bonds")).toEqual([]);
});

it("R-WRITE-5 sessions that insert the same values in crossing orders meet taken values, never a deadlock", async () => {
  const codes: Record<string, number> = {};
  const write = async (session: number): Promise<void> => {
    for (let at = 0; at < 8; at++) {
      const em = new EntityManager(domain, {}, driver);
      for (let row = 0; row < 6; row++) {
        const other = session % 2 === 0 ? row : 5 - row;
        em.create(Badge, { code: `${at} ${session % 4} ${row}`, owner: `${at} ${other}` });
      }
      const code = await em.flush().then(
        () => "written",
        (error: unknown) => (error as { readonly code: string }).code,
      );
      codes[code] = (codes[code] ?? 0) + 1;
    }
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(write));
  expect([Object.keys(codes).toSorted(), codes["written"]]).toEqual([["UNIQUE", "written"], 8]);
});
