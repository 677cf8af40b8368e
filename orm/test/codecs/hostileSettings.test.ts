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
      const texts: string[] = [];
      own.on("connect", (client) => listen(client, texts));
      const fresh = new PostgresDriver(own, { prepared });
      const one = { text: "SELECT 1", values: [], operation: "one" };
      for (let count = 0; count < 2; count++) await fresh.execute([one]);
      const [session, local] = [settingsText(false), settingsText(true)];
      const each = [local, "SELECT 1", local, "SELECT 1"];
      expect(texts).toEqual(
        prepared === "unnamed"
          ? each
          : [session, "SELECT 1", ...(prepared === "off" ? ["SELECT 1"] : [])],
      );
    } finally {
      await own.end();
    }
  });
});

/** Notes the texts that are parsed; a prepared statement is parsed once. */
function listen(client: pg.PoolClient, texts: string[]): void {
  const connection = client.connection as unknown as {
    parse(message: { readonly text: string }): void;
  };
  const parse = connection.parse.bind(connection);
  connection.parse = (message) => {
    texts.push(message.text);
    parse(message);
  };
}

function settingsText(isLocal: boolean): string {
  const settings = Object.entries({
    DateStyle: "ISO, YMD",
    IntervalStyle: "postgres",
    bytea_output: "hex",
    extra_float_digits: "1",
    array_nulls: "on",
  });
  return `SELECT ${settings.map(([name, value]) => `set_config('${name}', '${value}', ${isLocal})`).join(", ")}`;
}
