// A request's share of a driver: what it counts, and what ends with it.
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { RequestDriver } from "../../src/driver/RequestDriver.ts";
import type { Statement } from "../../src/sql/Statement.ts";
import { startFaultProxy } from "./faultProxy.ts";
import { sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();

function throughPort(port: number): string {
  const url = new URL(database.url);
  url.port = String(port);
  return url.href;
}

const nap = sql("SELECT pg_sleep(10)");

describe("the driver of a request", () => {
  it("counts statements and rows, whichever way they go, and nobody else's", async () => {
    const shared = new PostgresDriver(database.newPool());
    const request = new RequestDriver(shared);
    await shared.execute([sql("SELECT 0")]);
    await request.execute([sql("SELECT generate_series(1, 3)"), sql("SELECT 1")]);
    await request.transact([sql("SELECT 1")]);
    const connection = await request.connect();
    await connection.begin();
    await connection.execute([sql("SELECT 1")]);
    await connection.commit([sql("SELECT 1 WHERE false")]);
    connection.release();
    expect([request.statements, request.rows, request.flushSize]).toEqual([5, 6, 0]);
  });

  it("R-APP-6 counts the rows that flushes write apart from those that are read and locked", async () => {
    const request = new RequestDriver(new PostgresDriver(database.newPool()));
    const of = (operation: string): Statement => ({
      ...sql("SELECT generate_series(1, 2)"),
      operation,
    });
    await request.transact(["lock a", "insert a", "update b", "delete c", "find a"].map(of));
    expect([request.rows, request.flushSize]).toEqual([10, 6]);
  });

  it("is as its driver in everything else", () => {
    const shared = new PostgresDriver(database.newPool());
    const { events, ids, isPipelined, preloadPlugin } = new RequestDriver(shared);
    expect([events, ids, isPipelined, preloadPlugin]).toEqual([
      shared.events,
      shared.ids,
      true,
      undefined,
    ]);
  });

  it("R-APP-4 what reads ends with the request, and the connection is whole", async () => {
    const pool = database.newPool({ max: 1 });
    const gone = new AbortController();
    const request = new RequestDriver(new PostgresDriver(pool), { signal: gone.signal });
    const both = Promise.all([
      request.execute([nap]),
      request.transact([nap], { readOnly: true }).catch((error: unknown) => error),
    ]);
    await vi.waitFor(async () => {
      const asleep = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
      expect(await database.query(asleep)).toHaveLength(1);
    }, 20_000);
    gone.abort();
    const [[first], together] = await both;
    expect([first?.error, together]).toMatchObject([{ code: "CANCELED" }, { code: "ABORTED" }]);
    const [late] = await request.execute([sql("SELECT 1")]);
    expect(late?.error).toMatchObject({ code: "ABORTED" });
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  it("R-APP-4 what the server has not begun when the request ends is cancelled once it has", async () => {
    const proxy = await startFaultProxy(database.port, (chunk) =>
      chunk.includes("pg_sleep") ? "late" : "none",
    );
    onTestFinished(() => proxy.close());
    const pool = database.newPool({ max: 1, connectionString: throughPort(proxy.port) });
    const gone = new AbortController();
    const request = new RequestDriver(new PostgresDriver(pool), { signal: gone.signal });
    await request.execute([sql("SELECT 1")]);
    setTimeout(() => gone.abort(), 50);
    const [outcome] = await request.execute([nap]);
    expect(outcome?.error).toMatchObject({ code: "CANCELED" });
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  it("R-APP-4 what is written runs to its end", async () => {
    const gone = new AbortController();
    const driver = new PostgresDriver(database.newPool({ max: 1 }));
    const request = new RequestDriver(driver, { signal: gone.signal });
    gone.abort();
    const [result] = await request.transact([sql("SELECT 1")]);
    expect(result?.rows).toEqual([["1"]]);
  });
});
