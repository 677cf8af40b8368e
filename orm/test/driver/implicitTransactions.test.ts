// What is sent without BEGIN and COMMIT, on connections that others have left in a state of their own.
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Driver } from "../../src/driver/Driver.ts";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { CommitUnknownError } from "../../src/errors/CommitUnknownError.ts";
import { startFaultProxy } from "./faultProxy.ts";
import { rejection, sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();

beforeEach(async () => {
  await database.query("DROP TABLE IF EXISTS authors");
  await database.query("CREATE TABLE authors (id int PRIMARY KEY)");
});

/** As a flush sends it. */
function write(driver: Driver, id: number): Promise<unknown> {
  return driver.transact([sql("INSERT INTO authors VALUES ($1::int)", String(id))], {
    needsBlock: false,
  });
}

async function ids(): Promise<unknown[]> {
  return (await database.query("SELECT id FROM authors ORDER BY id")).map((row) => row["id"]);
}

/** What a driver tells of its transactions. */
function bordersOf({ events }: Driver): string[] {
  const told: string[] = [];
  for (const border of ["begin", "commit", "rollback"] as const)
    events.on(border, () => told.push(border));
  return told;
}

describe("a transaction without BEGIN", () => {
  it("R-WRITE-12 is begun and committed all the same where somebody gave a client back with a transaction open", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await write(driver, 1);
    const client = await pool.connect();
    await client.query("BEGIN");
    client.release();
    await write(driver, 2);
    expect(await ids()).toEqual([1, 2]);
  });

  it("R-WRITE-12 is not told to be committed within a transaction of others that was on its way", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await write(driver, 1);
    const told = bordersOf(driver);
    const client = await pool.connect();
    const begun = client.query("BEGIN");
    const error = await rejection(write(driver.withClient(client), 2));
    await begun;
    expect([error, told]).toMatchObject([{ code: "TXN_OPTION" }, ["begin", "rollback"]]);
    await expect.poll(ids, { timeout: 20_000 }).toEqual([1]);
    client.release(true);
    await write(driver, 3);
    expect(await ids()).toEqual([1, 3]);
  });

  it("R-WRITE-12 leaves a client of one's own alive whose transaction has failed", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await write(driver, 1);
    const client = await pool.connect();
    await client.query("BEGIN");
    await rejection(client.query("SELECT 1 / 0"));
    // The error comes before the end of its exchange.
    await expect.poll(() => client.getTransactionStatus()).toBe("E");
    await rejection(write(driver.withClient(client), 2));
    await client.query("ROLLBACK");
    await write(driver.withClient(client), 3);
    client.release();
    expect(await ids()).toEqual([1, 3]);
  });

  it("R-TXN-11 is not known to be undone when what says so is a pooler that lost the server", async () => {
    let isArmed = false;
    const proxy = await startFaultProxy(database.port, () => (isArmed ? "lostServer" : "none"));
    onTestFinished(() => proxy.close());
    const url = new URL(database.url);
    url.port = String(proxy.port);
    const driver = new PostgresDriver(database.newPool({ connectionString: url.href, max: 1 }));
    await write(driver, 1);
    isArmed = true;
    expect(await rejection(write(driver, 2))).toBeInstanceOf(CommitUnknownError);
    expect(await ids()).toEqual([1, 2]);
  });

  it("R-DRV-5 is sent once more, once, where the server has forgotten all prepared statements", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await write(driver, 1);
    await pool.query("DEALLOCATE ALL");
    const told = bordersOf(driver);
    await write(driver, 2);
    expect([await ids(), told]).toEqual([
      [1, 2],
      ["begin", "rollback", "begin", "commit"],
    ]);
  });
});
