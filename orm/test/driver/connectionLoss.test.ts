// Connections that cannot be had, and connections that are lost: before, during and after COMMIT.
import { Pool, type PoolConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PostgresDriver, type PostgresDriverOpts } from "../../src/driver/pg/PostgresDriver.ts";
import { CommitUnknownError } from "../../src/errors/CommitUnknownError.ts";
import { ConnectionError } from "../../src/errors/ConnectionError.ts";
import { PoolTimeoutError } from "../../src/errors/PoolTimeoutError.ts";
import { UniqueConstraintError } from "../../src/errors/UniqueConstraintError.ts";
import { type Fault, type FaultProxy, startFaultProxy } from "./faultProxy.ts";
import { rejection, sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
let proxies: FaultProxy[] = [];

beforeEach(async () => {
  await database.query("DROP TABLE IF EXISTS authors");
  await database.query("CREATE TABLE authors (id int PRIMARY KEY)");
});

afterEach(() => {
  for (const proxy of proxies) proxy.close();
  proxies = [];
});

/** A driver whose pool goes through a proxy that commits `fault` once, at the first chunk that contains `at`. */
async function driverBehind(
  fault: Fault,
  at: string,
  options: PostgresDriverOpts = {},
  config: PoolConfig = {},
): Promise<{ driver: PostgresDriver; pool: Pool }> {
  let wasDone = false;
  const proxy = await startFaultProxy(database.port, (chunk) => {
    if (wasDone || !chunk.includes(at)) return "none";
    wasDone = true;
    return fault;
  });
  proxies.push(proxy);
  const url = new URL(database.url);
  url.port = String(proxy.port);
  const pool = database.newPool({ connectionString: url.href, max: 1, ...config });
  const driver = new PostgresDriver(pool, options);
  // The connection has its settings: what is lost is the answer to what the test sends.
  await driver.execute([sql("SHOW server_version")]);
  return { driver, pool };
}

const insert = sql("INSERT INTO authors VALUES ($1::int)", "1");
const killMe = sql("SELECT pg_terminate_backend(pg_backend_pid())");

async function ids(): Promise<unknown[]> {
  return (await database.query("SELECT id FROM authors ORDER BY id")).map((row) => row["id"]);
}

/** Works only when the pool is whole again. */
async function answer(driver: PostgresDriver): Promise<unknown> {
  const [outcome] = await driver.execute([sql("SELECT 'alive'")]);
  return outcome?.result?.rows;
}

async function roundTripsOf(options: PostgresDriverOpts): Promise<number> {
  const driver = new PostgresDriver(database.newPool(), options);
  let roundTrips = 0;
  driver.events.on("roundTrip", () => roundTrips++);
  await driver.transact([sql("SELECT 1")]);
  return roundTrips;
}

describe("a connection lost before COMMIT", () => {
  it("R-TXN-10 fails the statement, is destroyed, and the pool of one goes on", async () => {
    const { driver, pool } = await driverBehind("cut", "SELECT 'lost'");
    const [before, lost, after] = await driver.execute(
      [sql("SELECT 1"), sql("SELECT 'lost'"), sql("SELECT 2")],
      { pipeline: false },
    );
    expect([before?.result?.rows, lost?.error, after?.error]).toEqual([
      [["1"]],
      expect.any(ConnectionError),
      expect.any(ConnectionError),
    ]);
    expect([await answer(driver), pool.totalCount]).toEqual([[["alive"]], 1]);
  });

  it("R-TXN-10 a session ended by the server is a ConnectionError with its SQLSTATE, and nothing is written", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const error = await rejection(driver.transact([insert, killMe, sql("SELECT 1")]));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toEqual(
      expect.objectContaining({
        sqlState: "57P01",
        message: "terminating connection due to administrator command",
      }),
    );
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("R-TXN-10 a transaction whose connection is lost between its statements is gone", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const connection = await driver.connect();
    await connection.begin();
    await connection.execute([insert]);
    const [killed, next] = await connection.execute([killMe, sql("SELECT 1")]);
    const commit = await rejection(connection.commit());
    connection.release();
    expect([killed?.error, next?.error, commit]).toEqual([
      expect.any(ConnectionError),
      killed?.error,
      expect.any(ConnectionError),
    ]);
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("R-TXN-10 a connection that has become read-only is not used again", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    await driver.execute([sql("SET default_transaction_read_only = on")]);
    const error = await rejection(driver.transact([insert]));
    expect(error).toEqual(expect.objectContaining({ code: "DATABASE", sqlState: "25006" }));
    await driver.transact([insert]);
    expect(await ids()).toEqual([1]);
  });

  it("R-TXN-10 a write in a transaction that was asked to be read-only leaves the connection in use", async () => {
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const pid = async (): Promise<unknown> =>
      (await driver.execute([sql("SELECT pg_backend_pid()")]))[0]?.result?.rows;
    const before = await pid();
    const error = await rejection(driver.transact([insert], { readOnly: true }));
    expect(error).toEqual(expect.objectContaining({ code: "DATABASE", sqlState: "25006" }));
    expect(await pid()).toEqual(before);
  });

  it("R-TXN-9 a ROLLBACK that fails is noted on the error that made it necessary", async () => {
    const { driver } = await driverBehind("cut", "ROLLBACK");
    const error = await rejection(driver.transact([insert, insert]));
    expect(error).toBeInstanceOf(UniqueConstraintError);
    expect(error).toEqual(
      expect.objectContaining({ code: "UNIQUE", rollbackError: expect.any(ConnectionError) }),
    );
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("R-TXN-9 a ROLLBACK for no error rejects when it fails", async () => {
    const { driver } = await driverBehind("cut", "ROLLBACK");
    const connection = await driver.connect();
    await connection.begin();
    await connection.execute([insert]);
    const error = await rejection(connection.rollback());
    connection.release();
    expect(error).toBeInstanceOf(ConnectionError);
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("a server that never answers is given up after query_timeout, and its connection destroyed", async () => {
    const { driver } = await driverBehind("blackhole", "SELECT 'lost'", {}, { query_timeout: 500 });
    const [outcome] = await driver.execute([sql("SELECT 'lost'")]);
    expect(outcome?.error).toBeInstanceOf(ConnectionError);
    expect(outcome?.error?.message).toBe(
      "The connection to the database was lost: Query read timeout",
    );
    expect(await answer(driver)).toEqual([["alive"]]);
  });
});

describe("sessions ended at random", () => {
  it("R-TXN-10 20 kills under 4 writers leave no half transaction, lose nothing acknowledged, and the pool whole", async () => {
    await database.query("CREATE TABLE parts (author_id int REFERENCES authors (id))");
    const driver = new PostgresDriver(database.newPool({ application_name: "victim" }));
    const acknowledged = new Set<unknown>();
    const unknown = new Set<unknown>();
    const codes = new Set<string>();
    let id = 0;
    const end = new AbortController();
    const write = async (): Promise<void> => {
      while (!end.signal.aborted) {
        const own = ++id;
        try {
          await driver.transact([
            sql("INSERT INTO authors VALUES ($1::int)", String(own)),
            sql("INSERT INTO parts SELECT $1::int FROM generate_series(1, 5)", String(own)),
          ]);
          acknowledged.add(own);
        } catch (error) {
          if (error instanceof CommitUnknownError) unknown.add(own);
          codes.add((error as ConnectionError).code);
        }
      }
    };
    const writers = Promise.all([write(), write(), write(), write()]);
    for (let kills = 0; kills < 20;) {
      const killed = await database.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND datname = current_database() ORDER BY random() LIMIT 1",
      );
      kills += killed.length;
    }
    end.abort();
    await writers;
    const stored = new Set(await ids());
    const partial = await database.query(
      "SELECT id FROM authors WHERE (SELECT count(*) FROM parts WHERE author_id = id) <> 5",
    );
    await database.query("DROP TABLE parts");
    expect({
      partial,
      lost: [...acknowledged].filter((own) => !stored.has(own)),
      unannounced: [...stored].filter((own) => !acknowledged.has(own) && !unknown.has(own)),
      others: [...codes].filter((code) => code !== "CONNECTION" && code !== "COMMIT_UNKNOWN"),
      alive: await answer(driver),
    }).toEqual({ partial: [], lost: [], unannounced: [], others: [], alive: [["alive"]] });
  });
});

describe("a connection lost during COMMIT", () => {
  it("R-TXN-11 is a CommitUnknownError when the server did commit", async () => {
    const { driver } = await driverBehind("cutReply", "COMMIT");
    const error = await rejection(driver.transact([insert]));
    expect(error).toBeInstanceOf(CommitUnknownError);
    expect([await ids(), await answer(driver)]).toEqual([[1], [["alive"]]]);
  });

  it("R-TXN-11 is a CommitUnknownError when the server never heard of it", async () => {
    const { driver } = await driverBehind("cut", "COMMIT");
    const error = await rejection(driver.transact([insert]));
    expect(error).toBeInstanceOf(CommitUnknownError);
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("R-TXN-11 holds for a COMMIT that is sent alone, too", async () => {
    const { driver } = await driverBehind("cutReply", "COMMIT");
    const connection = await driver.connect();
    await connection.begin();
    await connection.execute([insert]);
    const error = await rejection(connection.commit());
    connection.release();
    expect(error).toBeInstanceOf(CommitUnknownError);
    expect([await ids(), await answer(driver)]).toEqual([[1], [["alive"]]]);
  });

  it("R-TXN-11 with verifyCommit the work resolves when the server did commit, on a pool of one", async () => {
    const { driver } = await driverBehind("cutReply", "COMMIT", { verifyCommit: true });
    expect(await driver.transact([insert])).toEqual([{ rows: [], rowCount: 1, command: "INSERT" }]);
    expect([await ids(), await answer(driver)]).toEqual([[1], [["alive"]]]);
  });

  it("R-TXN-11 with verifyCommit it rejects with ConnectionError when nothing was committed", async () => {
    const { driver } = await driverBehind("cut", "COMMIT", { verifyCommit: true });
    const error = await rejection(driver.transact([insert]));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe("The connection was lost during COMMIT, and nothing was committed");
    expect([await ids(), await answer(driver)]).toEqual([[], [["alive"]]]);
  });

  it("R-TXN-11 the transaction's id is no round trip, unless commits are verified", async () => {
    expect([await roundTripsOf({}), await roundTripsOf({ verifyCommit: true })]).toEqual([1, 2]);
  });
});

describe("the pool", () => {
  it("R-DRV-2 an idle connection that dies is a warning, not the end of the process", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    const [outcome] = await driver.execute([sql("SELECT pg_backend_pid()")]);
    const warning = new Promise<Error>((resolve) => {
      driver.events.on("warning", ({ error }) => resolve(error));
    });
    await database.query(`SELECT pg_terminate_backend(${outcome?.result?.rows[0]?.[0]})`);
    expect(await warning).toEqual(
      expect.objectContaining({ code: "CONNECTION", sqlState: "57P01" }),
    );
    expect(await answer(driver)).toEqual([["alive"]]);
  });

  it("a pool that is exhausted is a PoolTimeoutError that tells how many wait", async () => {
    const pool = database.newPool({ max: 1, connectionTimeoutMillis: 50 });
    const driver = new PostgresDriver(pool);
    const connection = await driver.connect();
    const error = await rejection(driver.execute([sql("SELECT 1")]));
    connection.release();
    expect(error).toBeInstanceOf(PoolTimeoutError);
    expect(error.message).toBe(
      "No connection became free in time: the pool has 1 and 0 others wait",
    );
  });

  it("a database that does not exist and a closed port are ConnectionErrors", async () => {
    const attempt = async (change: (url: URL) => void): Promise<Error> => {
      const url = new URL(database.url);
      change(url);
      return await rejection(
        new PostgresDriver(database.newPool({ connectionString: url.href })).execute([
          sql("SELECT 1"),
        ]),
      );
    };
    const closed = await startFaultProxy(database.port, () => "none");
    closed.close();
    const errors = [
      await attempt((url) => {
        url.pathname = "/nowhere";
      }),
      await attempt((url) => {
        url.port = String(closed.port);
      }),
    ];
    expect(
      errors.map((error) => ({
        message: error.message,
        ...Object.fromEntries(Object.entries(error)),
      })),
    ).toEqual([
      {
        code: "CONNECTION",
        sqlState: "3D000",
        message: 'database "nowhere" does not exist',
      },
      {
        code: "CONNECTION",
        message: `Cannot connect to the database: connect ECONNREFUSED 127.0.0.1:${closed.port}`,
      },
    ]);
  });

  it("a pool that was ended is a ConnectionError", async () => {
    const pool = new Pool({ connectionString: database.url });
    await pool.end();
    const error = await rejection(new PostgresDriver(pool).execute([sql("SELECT 1")]));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe(
      "Cannot connect to the database: Cannot use a pool after calling end on the pool",
    );
  });
});
