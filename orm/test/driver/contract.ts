// The suite that every driver passes: what the rest of Kingpost relies on, whatever the driver is made of.
import { beforeEach, describe, expect, it } from "vitest";
import type { Driver, Outcome } from "../../src/driver/Driver.ts";
import { DatabaseError } from "../../src/errors/DatabaseError.ts";
import { ForeignKeyError } from "../../src/errors/ForeignKeyError.ts";
import { TransactionClosedError } from "../../src/errors/TransactionClosedError.ts";
import { TransactionOptionError } from "../../src/errors/TransactionOptionError.ts";
import { UniqueConstraintError } from "../../src/errors/UniqueConstraintError.ts";
import { rejection, sql } from "./useDatabase.ts";

export interface ContractDatabase {
  /** What another session sees. */
  query(text: string): Promise<Array<Record<string, unknown>>>;
}

/** Registers the suite; `open` gives the driver under test, on an empty database. */
export function driverContract(name: string, database: ContractDatabase, open: () => Driver): void {
  describe(`${name} keeps the contract of drivers (R-DRV-3)`, () => {
    let driver: Driver;

    beforeEach(async () => {
      driver ??= open();
      await database.query("DROP TABLE IF EXISTS books, authors");
      await database.query("DROP SEQUENCE IF EXISTS odd_seq");
      await database.query("CREATE TABLE authors (id int PRIMARY KEY, name text UNIQUE)");
      await database.query(
        "CREATE TABLE books (id int PRIMARY KEY, author_id int REFERENCES authors (id) DEFERRABLE INITIALLY DEFERRED)",
      );
    });

    it("answers with rows of text cells, nothing parsed", async () => {
      const statement = sql(
        "SELECT 9007199254740993::int8, 1.10::numeric, true, NULL, 'ü€😀', '{1,NULL}'::int[], '{\"a\": 1}'::json, '\\x00ff'::bytea",
      );
      expect(await driver.execute([statement])).toEqual([
        {
          result: {
            rows: [
              ["9007199254740993", "1.10", "t", null, "ü€😀", "{1,NULL}", '{"a": 1}', "\\x00ff"],
            ],
            rowCount: 1,
            command: "SELECT",
          },
        },
      ]);
    });

    it("R-RAW-5 tells the columns of statements that ask for it, and of no others", async () => {
      const described = { ...sql("SELECT 1 AS one, 'a'::text AS \"zwei €\""), isDescribed: true };
      const written = { ...sql("INSERT INTO authors VALUES (1, 'Ann')"), isDescribed: true };
      const statements = [described, sql("SELECT 2"), written, described];
      const outcomes = await driver.execute(statements);
      const columns = [
        { name: "one", typeId: 23 },
        { name: "zwei €", typeId: 25 },
      ];
      const row = { rows: [["1", "a"]], rowCount: 1, command: "SELECT", columns };
      expect(outcomes).toEqual([
        { result: row },
        { result: { rows: [["2"]], rowCount: 1, command: "SELECT" } },
        { result: { rows: [], rowCount: 1, command: "INSERT", columns: [] } },
        { result: row },
      ]);
    });

    it("tells verb and count of statements that return no rows", async () => {
      const outcomes = await driver.execute([
        sql("INSERT INTO authors VALUES (1, 'a'), (2, 'b')"),
        sql("UPDATE authors SET name = name || $1", "!"),
        sql("DELETE FROM authors WHERE id = $1::int", "7"),
        sql("CREATE TEMP TABLE nothing ()"),
        sql(""),
      ]);
      expect(outcomes).toEqual([
        { result: { rows: [], rowCount: 2, command: "INSERT" } },
        { result: { rows: [], rowCount: 2, command: "UPDATE" } },
        { result: { rows: [], rowCount: 0, command: "DELETE" } },
        { result: { rows: [], rowCount: 0, command: "CREATE" } },
        { result: { rows: [], rowCount: 0, command: "" } },
      ]);
    });

    it("R-DRV-7 binds values, whatever is in them, and NULL", async () => {
      const values = [`'; DROP TABLE authors; --`, `"`, "$1", "\\", "{}", "", null];
      const select = values.map((_, index) => `$${index + 1}::text`).join(", ");
      const [outcome] = await driver.execute([sql(`SELECT ${select}`, ...values)]);
      expect(outcome?.result?.rows).toEqual([values]);
    });

    it("R-DRV-7 refuses several statements in one string", async () => {
      const [outcome] = await driver.execute([sql("SELECT 1; DELETE FROM authors")]);
      expect(outcome?.error).toEqual(
        expect.objectContaining({
          code: "DATABASE",
          message: "cannot insert multiple commands into a prepared statement",
        }),
      );
    });

    it("answers nothing to nothing", async () => {
      expect(await driver.execute([])).toEqual([]);
      expect(await driver.transact([])).toEqual([]);
    });

    for (const pipeline of [true, false])
      it(`lets statements outside a transaction succeed or fail alone (pipeline: ${pipeline})`, async () => {
        const outcomes = await driver.execute(
          [
            sql("INSERT INTO authors VALUES (1, 'a')"),
            sql("INSERT INTO authors VALUES (1, 'b')"),
            sql("INSERT INTO authors VALUES (3, 'c')"),
          ],
          { pipeline },
        );
        expect(outcomes.map(errorOf)).toEqual([
          undefined,
          expect.any(UniqueConstraintError),
          undefined,
        ]);
        expect(await namesIn(database)).toEqual(["a", "c"]);
      });

    it("commits all statements of a transaction", async () => {
      const results = await driver.transact([
        sql("INSERT INTO authors VALUES (1, 'a')"),
        sql("SELECT count(*) FROM authors"),
      ]);
      expect(results).toEqual([
        { rows: [], rowCount: 1, command: "INSERT" },
        { rows: [["1"]], rowCount: 1, command: "SELECT" },
      ]);
      expect(await namesIn(database)).toEqual(["a"]);
    });

    it("rolls all statements back when one fails, and rejects with its error", async () => {
      const error = await rejection(
        driver.transact([
          sql("INSERT INTO authors VALUES (1, 'a')"),
          sql("INSERT INTO authors VALUES (1, 'b')"),
          sql("INSERT INTO authors VALUES (2, 'c')"),
          sql("SELECT 1 / 0"),
        ]),
      );
      expect(error).toBeInstanceOf(UniqueConstraintError);
      expect(await namesIn(database)).toEqual([]);
    });

    it("rejects with what COMMIT itself finds wrong", async () => {
      const error = await rejection(driver.transact([sql("INSERT INTO books VALUES (1, 9)")]));
      expect(error).toBeInstanceOf(ForeignKeyError);
      expect(await database.query("SELECT * FROM books")).toEqual([]);
    });

    it("opens transactions as asked", async () => {
      const asked = [
        sql(
          "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')",
        ),
      ];
      const modes = [
        await driver.transact(asked),
        await driver.transact(asked, { isolation: "repeatable read", readOnly: true }),
        await driver.transact(asked, { isolation: "serializable" }),
        await driver.transact(asked, { isolation: "read committed", readOnly: false }),
      ];
      expect(modes.map(([result]) => result?.rows[0])).toEqual([
        ["read committed", "off"],
        ["repeatable read", "on"],
        ["serializable", "off"],
        ["read committed", "off"],
      ]);
    });

    it("keeps a transaction on one connection until it is committed", async () => {
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("INSERT INTO authors VALUES (1, 'a')")]);
      await connection.transact([sql("INSERT INTO authors VALUES (2, 'b')")]);
      expect([connection.inTransaction, await namesIn(database)]).toEqual([true, []]);
      await connection.commit();
      expect([connection.inTransaction, await namesIn(database)]).toEqual([false, ["a", "b"]]);
      connection.release();
    });

    it("leaves nothing of a transaction that is rolled back, and the connection usable", async () => {
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("INSERT INTO authors VALUES (1, 'a')")]);
      await connection.rollback();
      await connection.execute([sql("INSERT INTO authors VALUES (2, 'b')")]);
      connection.release();
      expect(await namesIn(database)).toEqual(["b"]);
    });

    it("sends nothing for a transaction without statements", async () => {
      let roundTrips = 0;
      const stop = driver.events.on("roundTrip", () => roundTrips++);
      const connection = await driver.connect();
      await connection.begin();
      await connection.commit();
      await connection.begin();
      await connection.rollback();
      connection.release();
      stop();
      expect(roundTrips).toBe(0);
    });

    for (const pipeline of [true, false])
      it(`runs nothing after the statement that failed in a transaction (pipeline: ${pipeline})`, async () => {
        const connection = await driver.connect();
        await connection.begin();
        const outcomes = await connection.execute(
          [
            sql("INSERT INTO authors VALUES (1, 'a')"),
            sql("INSERT INTO authors VALUES (1, 'b')"),
            sql("INSERT INTO authors VALUES (2, 'c')"),
          ],
          { pipeline },
        );
        const [later] = await connection.execute([sql("SELECT 1")]);
        const commit = await rejection(connection.commit());
        connection.release();
        const first = outcomes[1]?.error;
        expect(first).toBeInstanceOf(UniqueConstraintError);
        expect([...outcomes.map(errorOf), errorOf(later)]).toEqual([
          undefined,
          first,
          first,
          first,
        ]);
        expect(commit).toBe(first);
        expect(await namesIn(database)).toEqual([]);
      });

    it("goes on after a savepoint was rolled back to", async () => {
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([
        sql("INSERT INTO authors VALUES (1, 'a')"),
        sql("SAVEPOINT before"),
        sql("SELECT 1 / 0"),
      ]);
      await connection.execute([
        sql("ROLLBACK TO SAVEPOINT before"),
        sql("INSERT INTO authors VALUES (2, 'b')"),
      ]);
      await connection.commit();
      connection.release();
      expect(await namesIn(database)).toEqual(["a", "b"]);
    });

    it("R-TXN-4 takes parts of a transaction back, and keeps others", async () => {
      const connection = await driver.connect();
      await connection.begin();
      const kept = await connection.savepoint();
      await connection.execute([sql("INSERT INTO authors VALUES (1, 'a')")]);
      const inner = await connection.savepoint();
      await connection.execute([sql("INSERT INTO authors VALUES (2, 'b')")]);
      await inner.release();
      await kept.release();
      const empty = await connection.savepoint();
      await empty.rollback();
      await connection.commit([sql("INSERT INTO authors VALUES (3, 'c')")]);
      await connection.begin();
      const outer = await connection.savepoint();
      await connection.execute([sql("INSERT INTO authors VALUES (4, 'd')")]);
      await (await connection.savepoint()).release();
      await outer.rollback();
      const results = await connection.commit([sql("SELECT count(*) FROM authors")]);
      connection.release();
      expect(results[0]?.rows).toEqual([["3"]]);
      expect(await namesIn(database)).toEqual(["a", "b", "c"]);
    });

    it("R-TXN-4 refuses to keep a part in which a statement failed", async () => {
      const connection = await driver.connect();
      await connection.begin();
      const part = await connection.savepoint();
      const [failed] = await connection.execute([sql("SELECT 1 / 0")]);
      expect(await rejection(part.release())).toBe(failed?.error);
      expect(await rejection(connection.savepoint())).toBe(failed?.error);
      await part.rollback(failed?.error);
      await connection.commit([sql("INSERT INTO authors VALUES (1, 'a')")]);
      connection.release();
      expect(await namesIn(database)).toEqual(["a"]);
    });

    it("R-TXN-1 sends what is last together with COMMIT, and rolls back what of it fails", async () => {
      const connection = await driver.connect();
      await connection.begin({ settings: { "app.tenant": "7" } });
      const [tenant] = await connection.execute([sql("SELECT current_setting('app.tenant')")]);
      const results = await connection.commit([sql("INSERT INTO authors VALUES (1, 'a')")]);
      expect([tenant?.result?.rows, results[0]?.rowCount]).toEqual([[["7"]], 1]);
      const [after] = await connection.execute([sql("SELECT current_setting('app.tenant', true)")]);
      expect(after?.result?.rows).toEqual([[""]]);
      await connection.begin();
      await connection.execute([sql("INSERT INTO authors VALUES (2, 'b')")]);
      const error = await rejection(
        connection.commit([sql("INSERT INTO authors VALUES (1, 'c')")]),
      );
      expect([error, connection.inTransaction]).toEqual([expect.any(UniqueConstraintError), false]);
      connection.release();
      expect(await namesIn(database)).toEqual(["a"]);
    });

    it("answers calls of one connection that overlap", async () => {
      const connection = await driver.connect();
      await connection.begin();
      const outcomes = await Promise.all(
        ["1", "2", "3", "4"].map((value) => connection.execute([sql("SELECT $1::int", value)])),
      );
      await connection.commit();
      connection.release();
      expect(outcomes.map(([outcome]) => outcome?.result?.rows)).toEqual([
        [["1"]],
        [["2"]],
        [["3"]],
        [["4"]],
      ]);
    });

    it("R-TXN-4 refuses options for a transaction that is open, and a second begin", async () => {
      const connection = await driver.connect();
      await connection.begin();
      const errors = [
        await rejection(connection.begin()),
        await rejection(connection.transact([sql("SELECT 1")], { readOnly: true })),
      ];
      await connection.rollback();
      errors.push(await rejection(connection.commit()), await rejection(connection.rollback()));
      connection.release();
      expect(errors.map((error) => error instanceof TransactionOptionError)).toEqual([
        true,
        true,
        true,
        true,
      ]);
    });

    it("R-TXN-12 refuses every use of a connection that was given back", async () => {
      const connection = await driver.connect();
      connection.release();
      const errors = await Promise.all([
        rejection(connection.execute([sql("SELECT 1")])),
        rejection(connection.transact([sql("SELECT 1")])),
        rejection(connection.begin()),
        rejection(connection.commit()),
        rejection(connection.rollback()),
      ]);
      expect(errors.map((error) => error instanceof TransactionClosedError)).toEqual(
        errors.map(() => true),
      );
      expect(() => connection.release()).toThrow(TransactionClosedError);
    });

    it("R-TXN-10 does not give an open transaction to the next borrower", async () => {
      const connection = await driver.connect();
      await connection.begin();
      await connection.execute([sql("INSERT INTO authors VALUES (1, 'a')")]);
      connection.release();
      const raw = await driver.connect();
      await raw.execute([sql("BEGIN"), sql("INSERT INTO authors VALUES (2, 'b')")]);
      raw.release();
      const [outcome] = await driver.execute([sql("SELECT count(*) FROM authors")]);
      expect(outcome?.result?.rows).toEqual([["0"]]);
    });

    it("R-SEQ-2 hands out the ids of several sequences by one statement", async () => {
      await database.query("CREATE SEQUENCE odd_seq INCREMENT BY 2 START 1001");
      driver.ids.reset();
      let sent = 0;
      const ids = await driver.ids.assign(
        [
          { sequence: '"odd_seq"', count: 2 },
          { sequence: '"odd_seq"', count: 1 },
        ],
        async (statement) => {
          sent++;
          const [outcome] = await driver.execute([statement]);
          if (outcome?.result === undefined)
            throw outcome?.error ?? new DatabaseError({ sqlState: "", message: "" });
          return outcome.result;
        },
      );
      driver.ids.reset();
      expect({ ids, sent }).toEqual({ ids: [["1001", "1003"], ["1005"]], sent: 1 });
    });
  });
}

async function namesIn(database: ContractDatabase): Promise<ReadonlyArray<unknown>> {
  return (await database.query("SELECT name FROM authors ORDER BY id")).map((row) => row["name"]);
}

function errorOf(outcome: Outcome | undefined): Error | undefined {
  return outcome?.error;
}
