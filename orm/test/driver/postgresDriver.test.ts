// What only the driver for node-postgres has: prepared statements, pipelines, the pool it borrows.
import { beforeEach, describe, expect, it } from "vitest";
import type { Driver } from "../../src/driver/Driver.ts";
import { DriverEventHub } from "../../src/driver/DriverEventHub.ts";
import type { QueryEvent } from "../../src/driver/DriverEvents.ts";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import type { Redact } from "../../src/driver/pg/QueryLog.ts";
import type { Statement } from "../../src/sql/Statement.ts";
import { rejection, sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();

beforeEach(async () => {
  await database.query("DROP TABLE IF EXISTS authors");
  await database.query("CREATE TABLE authors (id int PRIMARY KEY, name text)");
  await database.query("INSERT INTO authors VALUES (1, 'a')");
});

/** The first cell of each answer. */
async function cells(driver: Driver, ...statements: ReadonlyArray<Statement>): Promise<unknown[]> {
  const outcomes = await driver.execute(statements);
  return outcomes.map(({ result, error }) => error ?? result.rows[0]?.[0]);
}

async function roundTripsOf(driver: Driver, work: () => Promise<unknown>): Promise<number[]> {
  const roundTrips: number[] = [];
  const stop = driver.events.on("roundTrip", ({ statements }) => roundTrips.push(statements));
  await work();
  stop();
  return roundTrips;
}

const prepared = sql("SELECT name, statement FROM pg_prepared_statements ORDER BY prepare_time");

describe("time-outs", () => {
  for (const mode of ["named", "unnamed"] as const)
    it(`R-DRV-1 statementTimeout ends statements, unless their transaction says otherwise (prepared: ${mode})`, async () => {
      const pool = database.newPool({ max: 1 });
      const driver = new PostgresDriver(pool, { prepared: mode, statementTimeout: 150 });
      const sleep = sql("SELECT pg_sleep(0.5)");
      const [outcome] = await driver.execute([sleep]);
      expect(outcome?.error).toMatchObject({ code: "STATEMENT_TIMEOUT" });
      await driver.transact([sleep], { settings: { statement_timeout: "20000" } });
      const error = await rejection(driver.transact([sleep]));
      expect(error).toMatchObject({ code: "STATEMENT_TIMEOUT" });
      expect(() => new PostgresDriver(pool, { statementTimeout: -1 })).toThrow(
        "statementTimeout is -1, which is no number of milliseconds",
      );
    });
});

describe("transactions", () => {
  it("R-TXN-4 BEGIN, settings and savepoints leave with what follows them, and COMMIT with what is last", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const connection = await driver.connect();
    const roundTrips = await roundTripsOf(driver, async () => {
      await connection.begin({ settings: { "app.tenant": "7" } });
      const part = await connection.savepoint();
      await connection.execute([sql("SELECT 1"), sql("SELECT 2")]);
      await part.release();
      await (await connection.savepoint()).rollback();
      await connection.commit([sql("SELECT 3")]);
    });
    connection.release();
    expect(roundTrips).toEqual([2, 1]);
  });
});

describe("prepared statements", () => {
  it("R-DRV-5 prepares each text once per connection, under a name that is the same everywhere", async () => {
    const read = sql("SELECT name FROM authors WHERE id = $1::int", "1");
    const namesOf = async (): Promise<unknown> => {
      const driver = new PostgresDriver(database.newPool({ max: 1 }));
      await cells(driver, read);
      await cells(driver, read, read);
      const [outcome] = await driver.execute([prepared]);
      return outcome?.result?.rows;
    };
    const names = await namesOf();
    expect(names).toEqual([
      [expect.stringMatching(/^kp_[\w-]{24}$/), "SELECT name FROM authors WHERE id = $1::int"],
      [expect.stringMatching(/^kp_[\w-]{24}$/), prepared.text],
    ]);
    expect(await namesOf()).toEqual(names);
  });

  it("R-DRV-6 leaves nothing on the server with unnamed statements", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }), { prepared: "unnamed" });
    await cells(driver, sql("SELECT name FROM authors WHERE id = $1::int", "1"));
    await driver.transact([sql("UPDATE authors SET name = $1", "b")]);
    expect(await driver.execute([prepared])).toEqual([
      { result: { rows: [], rowCount: 0, command: "SELECT" } },
    ]);
  });

  it("R-DRV-5 explicit columns survive a new column", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const read = sql("SELECT id, name FROM authors");
    await cells(driver, read);
    await database.query("ALTER TABLE authors ADD COLUMN age int");
    const roundTrips = await roundTripsOf(driver, async () => {
      expect(await cells(driver, read)).toEqual(["1"]);
    });
    expect(roundTrips).toEqual([1]);
  });

  it("R-DRV-5 a plan whose result type changed is made anew, once, without the caller noticing", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const read = sql("SELECT id FROM authors");
    await cells(driver, read);
    await database.query("ALTER TABLE authors ALTER COLUMN id TYPE bigint");
    const single = await roundTripsOf(driver, async () => {
      expect(await cells(driver, read)).toEqual(["1"]);
    });
    await database.query("ALTER TABLE authors ALTER COLUMN id TYPE int");
    const several = await roundTripsOf(driver, async () => {
      expect(await cells(driver, sql("SELECT 1"), read, sql("SELECT 2"))).toEqual(["1", "1", "2"]);
    });
    await database.query("ALTER TABLE authors ALTER COLUMN id TYPE bigint");
    const transaction = await roundTripsOf(driver, async () => {
      const results = await driver.transact([sql("UPDATE authors SET name = 'once'"), read]);
      expect(results.map(({ rows }) => rows)).toEqual([[], [["1"]]]);
    });
    // The transaction, its ROLLBACK, and the transaction again.
    expect([single, several, transaction]).toEqual([
      [1, 1],
      [3, 1],
      [2, 0, 2],
    ]);
  });

  it("R-DRV-5 in an open transaction a changed plan is an error, and no later one", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const read = sql("SELECT id FROM authors");
    await cells(driver, read);
    await database.query("ALTER TABLE authors ALTER COLUMN id TYPE bigint");
    const connection = await driver.connect();
    await connection.begin();
    const [outcome] = await connection.execute([read]);
    await connection.rollback();
    connection.release();
    expect(outcome?.error).toEqual(
      expect.objectContaining({
        code: "DATABASE",
        message: "cached plan must not change result type",
      }),
    );
    expect(await cells(driver, read)).toEqual(["1"]);
  });

  it("R-DRV-6 prepares again what the session has forgotten", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const read = sql("SELECT name FROM authors");
    await cells(driver, read);
    await cells(driver, sql("DISCARD ALL"));
    expect(await cells(driver, sql("SELECT 1"), read)).toEqual(["1", "a"]);
  });

  it("does not remember a statement that could not be parsed", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const read = sql("SELECT name FROM writers");
    const missing = expect.objectContaining({
      code: "DATABASE",
      sqlState: "42P01",
      message: 'relation "writers" does not exist',
      sql: "SELECT name FROM writers",
      position: 18,
    });
    expect(await cells(driver, read, read, sql("SELECT 1"))).toEqual([missing, missing, "1"]);
    await database.query("ALTER TABLE authors RENAME TO writers");
    expect(await cells(driver, read, read)).toEqual(["a", "a"]);
    await database.query("ALTER TABLE writers RENAME TO authors");
  });

  it("shares a pool with another driver, and with pg itself", async () => {
    const pool = database.newPool({ max: 1 });
    const [one, other] = [new PostgresDriver(pool), new PostgresDriver(pool)];
    const read = sql("SELECT name FROM authors WHERE id = $1::int", "1");
    const answers = [await cells(one, read), await cells(other, read), await cells(one, read)];
    const { rows } = await pool.query<{ n: number }>({ name: "own", text: "SELECT 1 AS n" });
    answers.push(await cells(other, read));
    const client = await pool.connect();
    const { pipeline } = client;
    client.release();
    expect({ answers, rows, pipeline }).toEqual({
      answers: [["a"], ["a"], ["a"], ["a"]],
      rows: [{ n: 1 }],
      pipeline: false,
    });
  });
});

describe("round trips", () => {
  it("sends any number of statements in one", async () => {
    const driver = new PostgresDriver(database.newPool());
    const statements = Array.from({ length: 20 }, (_, index) =>
      sql("SELECT $1::int", String(index)),
    );
    const roundTrips = await roundTripsOf(driver, async () => {
      expect(await cells(driver, ...statements)).toEqual(statements.map(({ values }) => values[0]));
      await driver.transact(statements);
    });
    expect(roundTrips).toEqual([20, 20]);
  });

  it("BEGIN leaves with the first statements, COMMIT by itself", async () => {
    const driver = new PostgresDriver(database.newPool());
    const roundTrips = await roundTripsOf(driver, async () => {
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("SELECT 1"), sql("SELECT 2")]);
      await connection.execute([sql("SELECT 3")]);
      await connection.commit();
      connection.release();
    });
    expect(roundTrips).toEqual([2, 1, 0]);
  });

  it("one statement, one round trip, when nothing may be pipelined", async () => {
    const driver = new PostgresDriver(database.newPool(), { prepared: "off" });
    const statements = [sql("SELECT 1"), sql("SELECT 2")];
    const roundTrips = [
      await roundTripsOf(driver, () => driver.execute(statements)),
      await roundTripsOf(driver, () => driver.transact(statements)),
    ];
    expect(roundTrips).toEqual([
      [1, 1],
      [0, 1, 1, 0],
    ]);
  });
});

describe("large and odd things", () => {
  it("carries 100,000 keys in one value and 10,000 rows back", async () => {
    const driver = new PostgresDriver(database.newPool());
    const keys = Array.from({ length: 100_000 }, (_, index) => `"${index}"`).join(",");
    const [many, rows] = await driver.execute([
      sql("SELECT count(*) FROM unnest($1::int[])", `{${keys}}`),
      sql("SELECT n, repeat('x', 100) FROM generate_series(1, 10000) AS n"),
    ]);
    expect(many?.result?.rows).toEqual([["100000"]]);
    expect(rows?.result?.rows.at(-1)).toEqual(["10000", "x".repeat(100)]);
    expect(rows?.result?.rowCount).toBe(10_000);
  });

  it("COPY is refused or read over, and the connection goes on", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const [from] = await driver.execute([sql("COPY authors FROM STDIN")]);
    const [to] = await driver.execute([sql("COPY authors TO STDOUT")]);
    expect(from?.error?.message).toBe("COPY from stdin failed: COPY FROM STDIN is not supported");
    expect(to?.result).toEqual({ rows: [], rowCount: 1, command: "COPY" });
    expect(await cells(driver, sql("SELECT 1"))).toEqual(["1"]);
  });

  it("stops the clock of query_timeout when the answer has come", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1, query_timeout: 300 }));
    const pids = [];
    for (let round = 0; round < 3; round++) {
      pids.push(...(await cells(driver, sql("SELECT pg_backend_pid()"), sql("SELECT 1"))));
      await new Promise((resolve) => setTimeout(resolve, 350));
    }
    expect(pids).toEqual([pids[0], "1", pids[0], "1", pids[0], "1"]);
  });

  it("refuses an isolation level that does not exist", async () => {
    const driver = new PostgresDriver(database.newPool());
    const error = await rejection(
      driver.transact([sql("SELECT 1")], { isolation: "snapshot" as "serializable" }),
    );
    expect(error).toEqual(
      expect.objectContaining({
        code: "TXN_OPTION",
        message: "There is no isolation level snapshot",
      }),
    );
  });
});

describe("events", () => {
  it("R-OBS-1 tells each statement with its values, time, rows and error", async () => {
    const driver = new PostgresDriver(database.newPool());
    const told: unknown[] = [];
    const stop = driver.events.on("query", (event) => told.push(event));
    await driver.execute([
      {
        text: "SELECT name FROM authors WHERE id = $1::int",
        values: ["1"],
        operation: "load Author",
      },
      { text: "SELECT 1 / 0", values: [], operation: "divide" },
    ]);
    stop();
    await driver.execute([sql("SELECT 'not told'")]);
    expect(told).toEqual([
      {
        id: 1,
        sql: "SELECT name FROM authors WHERE id = $1::int",
        bindings: ["1"],
        operation: "load Author",
        startedAt: expect.any(Date),
        batchSize: 2,
        durationMs: expect.any(Number),
        rowCount: 1,
      },
      {
        id: 2,
        sql: "SELECT 1 / 0",
        bindings: [],
        operation: "divide",
        startedAt: expect.any(Date),
        batchSize: 2,
        durationMs: expect.any(Number),
        rowCount: 0,
        error: expect.objectContaining({ code: "DATABASE", sqlState: "22012" }),
      },
    ]);
  });

  it("R-OBS-2 begin, commit and rollback are told in their order", async () => {
    const driver = new PostgresDriver(database.newPool());
    const told: string[] = [];
    for (const event of ["begin", "commit", "rollback"] as const)
      driver.events.on(event, () => told.push(event));
    driver.events.on("query", ({ sql: text }) => told.push(text));
    await driver.transact([sql("SELECT 1")]);
    await rejection(driver.transact([sql("SELECT 2"), sql("SELECT 1 / 0"), sql("SELECT 3")]));
    expect(told).toEqual([
      "begin",
      "SELECT 1",
      "commit",
      "begin",
      "SELECT 2",
      "SELECT 1 / 0",
      "rollback",
    ]);
  });

  it("R-OBS-1 tells which statements left together, and which were in one transaction", async () => {
    const driver = new PostgresDriver(database.newPool());
    const told: unknown[] = [];
    driver.events.on("query", ({ sql: text, batchSize, transactionId }) =>
      told.push([text, batchSize, transactionId]),
    );
    await driver.execute([sql("SELECT 0")]);
    await driver.transact([sql("SELECT 1"), sql("SELECT 2")]);
    const connection = await driver.connect();
    await connection.begin();
    await connection.execute([sql("SELECT 3")]);
    await connection.execute([sql("SELECT 4")]);
    await connection.commit();
    connection.release();
    expect(told).toEqual([
      ["SELECT 0", 1, undefined],
      ["SELECT 1", 2, 1],
      ["SELECT 2", 2, 1],
      ["SELECT 3", 1, 2],
      ["SELECT 4", 1, 2],
    ]);
  });

  it("R-OBS-1 calls onQuery after each statement", async () => {
    const told: unknown[] = [];
    const onQuery = (text: string, { rowCount }: QueryEvent): void => {
      told.push([text, rowCount]);
    };
    const driver = new PostgresDriver(database.newPool(), { onQuery });
    await driver.execute([sql("SELECT 1"), sql("SELECT 2")]);
    expect(told).toEqual([
      ["SELECT 1", 1],
      ["SELECT 2", 1],
    ]);
  });

  it("R-OBS-2 tells savepoints, how long a connection was waited for, and slow statements", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }), { slowQueryMs: 40 });
    // The first connection takes the time that connecting takes.
    await driver.execute([sql("SELECT 0")]);
    const told: unknown[] = [];
    driver.events.on("savepoint", (event) => told.push(event));
    driver.events.on("slowQuery", ({ sql: text }) => told.push(text));
    driver.events.on("acquire", ({ waitMs }) => told.push(waitMs >= 40 ? "waited" : "at once"));
    const connection = await driver.connect();
    const second = driver.execute([sql("SELECT 2")]);
    await connection.begin();
    await connection.savepoint();
    await connection.execute([sql("SELECT 1")]);
    await connection.execute([sql("SELECT pg_sleep(0.05)")]);
    await connection.commit();
    connection.release();
    await second;
    expect(told).toEqual([
      "at once",
      { name: expect.any(String) },
      "SELECT pg_sleep(0.05)",
      "waited",
    ]);
  });

  it("R-OBS-3 hides what is bound, all of it or what a function leaves out", async () => {
    const statement = {
      text: "SELECT $1::text, $2::text",
      values: ["secret", null],
      operation: "test",
    };
    const shown = async (redact: Redact): Promise<unknown> => {
      const driver = new PostgresDriver(database.newPool(), { redact });
      const told: unknown[] = [];
      driver.events.on("query", ({ bindings }) => told.push(bindings));
      await driver.execute([statement]);
      return told;
    };
    expect(await shown(false)).toEqual([["secret", null]]);
    expect(await shown(true)).toEqual([["…", null]]);
    expect(await shown((bindings) => bindings.map(() => "x"))).toEqual([["x", "x"]]);
  });

  it("R-OBS-4 a listener that throws or rejects is a warning, and the others hear all the same", async () => {
    const driver = new PostgresDriver(database.newPool());
    const told: unknown[] = [];
    const thrown = new RangeError("thrown");
    const rejected = new RangeError("rejected");
    const rejecting = (): Promise<never> => Promise.reject(rejected);
    driver.events.on("query", () => {
      throw thrown;
    });
    driver.events.on("query", () => rejecting() as unknown as undefined);
    driver.events.on("query", () => told.push("heard"));
    driver.events.on("warning", ({ error }) => {
      told.push(error);
      throw new RangeError("a listener of warnings");
    });
    expect(await cells(driver, sql("SELECT 1"))).toEqual(["1"]);
    expect(told).toEqual([thrown, "heard", rejected]);
  });

  it("on() answers the function that ends it, also for a listener that was added twice", () => {
    const hub = new DriverEventHub();
    const told: string[] = [];
    const listener = (): void => void told.push("commit");
    const stop = hub.on("commit", listener);
    hub.on("commit", listener);
    hub.emit("commit", undefined);
    stop();
    hub.emit("commit", undefined);
    expect(told).toEqual(["commit", "commit", "commit"]);
  });
});
