// What the driver knows of a session when the server's messages come one by one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { type SplittingProxy, startSplittingProxy } from "./splittingProxy.ts";
import { rejection, sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
let proxy: SplittingProxy;

beforeAll(async () => {
  proxy = await startSplittingProxy(database.port);
});

afterAll(() => proxy.close());

beforeEach(async () => {
  await database.query("DROP TABLE IF EXISTS books, authors");
  await database.query("CREATE TABLE authors (id int PRIMARY KEY)");
  await database.query(
    "CREATE TABLE books (id int PRIMARY KEY, author_id int REFERENCES authors (id) DEFERRABLE INITIALLY DEFERRED)",
  );
});

function driverBehind(prepared: "named" | "unnamed" | "off"): PostgresDriver {
  const url = new URL(database.url);
  url.port = String(proxy.port);
  return new PostgresDriver(database.newPool({ connectionString: url.href, max: 1 }), { prepared });
}

async function pidOf(driver: PostgresDriver): Promise<unknown> {
  const [outcome] = await driver.execute([sql("SELECT pg_backend_pid()")]);
  return outcome?.result?.rows;
}

for (const prepared of ["named", "unnamed", "off"] as const)
  describe(`messages in chunks of their own (prepared: ${prepared})`, () => {
    it("R-TXN-10 an error in a transaction leaves a session that is known and used again", async () => {
      const driver = driverBehind(prepared);
      const pid = await pidOf(driver);
      const connection = await driver.connect();
      await connection.begin();
      const [failed] = await connection.execute([sql("SELECT 1 / 0")]);
      const [later] = await connection.execute([sql("SELECT 1")]);
      await connection.rollback(failed!.error);
      connection.release();
      expect([failed?.error, later?.error]).toEqual([
        expect.objectContaining({ code: "DATABASE", sqlState: "22012" }),
        failed?.error,
      ]);
      expect(await pidOf(driver)).toEqual(pid);
    });

    it("R-TXN-10 a COMMIT that fails does not cost its connection", async () => {
      const driver = driverBehind(prepared);
      const pid = await pidOf(driver);
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("INSERT INTO books VALUES (1, 9)")]);
      const error = await rejection(connection.commit());
      connection.release();
      expect(error).toEqual(expect.objectContaining({ code: "FOREIGN_KEY" }));
      expect(await pidOf(driver)).toEqual(pid);
    });

    it("R-TXN-10 a transaction that fails at once rolls back, and its connection goes on", async () => {
      const driver = driverBehind(prepared);
      const pid = await pidOf(driver);
      const work = driver.transact([sql("INSERT INTO authors VALUES (1)"), sql("SELECT 1 / 0")]);
      expect(await rejection(work)).toEqual(expect.objectContaining({ sqlState: "22012" }));
      expect(await pidOf(driver)).toEqual(pid);
      expect(await database.query("SELECT id FROM authors")).toEqual([]);
    });

    it("R-TXN-4 what failed after a savepoint is taken back, and the transaction goes on", async () => {
      const driver = driverBehind(prepared);
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("INSERT INTO authors VALUES (1)")]);
      const part = await connection.savepoint();
      const [failed] = await connection.execute([sql("INSERT INTO authors VALUES (1)")]);
      await part.rollback(failed!.error);
      await connection.commit([sql("INSERT INTO authors VALUES (2)")]);
      connection.release();
      expect(await database.query("SELECT id FROM authors ORDER BY id")).toEqual([
        { id: 1 },
        { id: 2 },
      ]);
    });
  });
