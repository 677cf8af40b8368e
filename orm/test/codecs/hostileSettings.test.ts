// What is read does not depend on what the role, the database or the server set for their sessions.
import { Interval } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const hostile = {
  DateStyle: "German, DMY",
  IntervalStyle: "sql_standard",
  bytea_output: "escape",
  extra_float_digits: "-15",
  array_nulls: "off",
  TimeZone: "Asia/Kolkata",
};

const values = {
  aTimestamptz: new Date("2024-02-03T04:05:06.789Z"),
  aTimestamp: new Date("2024-02-03T04:05:06.789Z"),
  aDate: new Date("2024-02-03T00:00:00Z"),
  aInterval: new Interval({ years: 1, days: -2, hours: 3 }),
  aBytea: Uint8Array.of(0, 92, 255),
  aDouble: 0.1 + 0.2,
  aReal: 0.123_456_79,
};

let url: string;

beforeAll(async () => {
  const [row] = await database.query("SELECT current_database() AS name");
  const name = row!["name"] as string;
  for (const [setting, value] of Object.entries(hostile))
    await database.query(`ALTER DATABASE "${name}" SET ${setting} = '${value}'`);
  const base = new URL(inject("adminUrl"));
  base.pathname = `/${name}`;
  url = base.href;
});

describe.each(["named", "unnamed", "off"] as const)("prepared: %s", (prepared) => {
  let pool: pg.Pool;
  let driver: PostgresDriver;

  beforeAll(() => {
    pool = new pg.Pool({ connectionString: url, max: 1 });
    driver = new PostgresDriver(pool, { prepared });
  });

  afterAll(() => pool.end());

  it("R-TYPE-8 values are read as they were set, whatever the session's settings", async () => {
    const em = new EntityManager({}, driver);
    const made = em.create(Scalar, values);
    await em.flush();
    const scalar = await new EntityManager({}, driver).load(Scalar, made.id);
    expect(
      Object.fromEntries(
        Object.keys(values).map((name) => [name, scalar[name as keyof typeof values]]),
      ),
    ).toEqual(values);
  });

  it("R-TYPE-8 the time zone of the session stays what the role wants", async () => {
    const [outcome] = await driver.execute([
      { text: "SELECT current_setting('TimeZone')", values: [], operation: "zone" },
    ]);
    expect(outcome!.result!.rows).toEqual([["Asia/Kolkata"]]);
  });

  it("R-TYPE-8 the settings survive a transaction that is rolled back", async () => {
    const own = new pg.Pool({ connectionString: url, max: 1 });
    try {
      const fresh = new PostgresDriver(own, { prepared });
      await expect(
        fresh.transact([{ text: "SELECT 1/0", values: [], operation: "fail" }]),
      ).rejects.toMatchObject({ code: "DATABASE" });
      const [outcome] = await fresh.execute([
        { text: "SELECT '2024-02-03'::date, '\\x00'::bytea", values: [], operation: "read" },
      ]);
      expect(outcome!.result!.rows).toEqual([["2024-02-03", "\\x00"]]);
    } finally {
      await own.end();
    }
  });

  it("R-TYPE-8 settings are sent once per connection, or with each statement where sessions are shared", async () => {
    const own = new pg.Pool({ connectionString: url, max: 1 });
    try {
      let exchanges = 0;
      own.on("connect", (client) => {
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        Object.assign(client, {
          query: (...args: unknown[]) => {
            exchanges++;
            return query(...args);
          },
        });
      });
      const fresh = new PostgresDriver(own, { prepared });
      const date = { text: "SELECT '2024-02-03'::date", values: [], operation: "date" };
      const counts: number[] = [];
      for (let count = 0; count < 2; count++) {
        await fresh.execute([date]);
        counts.push(exchanges);
      }
      // Within the statement's own exchange where sessions are shared: they are there in another session too.
      expect(counts).toEqual(prepared === "unnamed" ? [1, 2] : [2, 3]);
      await own.query("SET DateStyle = 'German'");
      const [outcome] = await fresh.execute([date]);
      expect(outcome!.result!.rows).toEqual([
        [prepared === "unnamed" ? "2024-02-03" : "03.02.2024"],
      ]);
    } finally {
      await own.end();
    }
  });
});
