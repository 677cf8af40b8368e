// Each SQLSTATE that has a class, raised by a real server.
import { DatabaseError as ServerError } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { CheckFailure } from "../../src/driver/CheckFailure.ts";
import { classifyError } from "../../src/driver/classifyError.ts";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { CheckConstraintError } from "../../src/errors/CheckConstraintError.ts";
import { ConnectionError } from "../../src/errors/ConnectionError.ts";
import { ConstraintError } from "../../src/errors/ConstraintError.ts";
import { DatabaseError } from "../../src/errors/DatabaseError.ts";
import { DeadlockError } from "../../src/errors/DeadlockError.ts";
import { ExclusionConstraintError } from "../../src/errors/ExclusionConstraintError.ts";
import { ForeignKeyError } from "../../src/errors/ForeignKeyError.ts";
import { LockNotAvailableError } from "../../src/errors/LockNotAvailableError.ts";
import { LockTimeoutError } from "../../src/errors/LockTimeoutError.ts";
import { NotNullError } from "../../src/errors/NotNullError.ts";
import { QueryCanceledError } from "../../src/errors/QueryCanceledError.ts";
import { RowSecurityError } from "../../src/errors/RowSecurityError.ts";
import { SerializationError } from "../../src/errors/SerializationError.ts";
import { StatementTimeoutError } from "../../src/errors/StatementTimeoutError.ts";
import { UniqueConstraintError } from "../../src/errors/UniqueConstraintError.ts";
import type { Statement } from "../../src/sql/Statement.ts";
import { rejection, sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
let driver: PostgresDriver;

beforeAll(async () => {
  driver = new PostgresDriver(database.newPool());
  await driver.execute([
    sql(`CREATE TABLE authors (
      id int PRIMARY KEY, name text NOT NULL, "firstName" text, "a ""b"", (c)" int, age int CHECK (age > 0),
      CONSTRAINT authors_names_key UNIQUE (name, "firstName"), CONSTRAINT odd_key UNIQUE ("a ""b"", (c)"))`),
    sql("CREATE TABLE books (id int PRIMARY KEY, author_id int REFERENCES authors (id))"),
    sql("CREATE TABLE bookings (during int4range, EXCLUDE USING gist (during WITH &&))"),
    sql("CREATE UNIQUE INDEX authors_lower_key ON authors (lower(name))"),
    sql(`INSERT INTO authors VALUES (1, 'a', 'b', 7, 1), (2, 'b', 'b', 8, 1)`),
    sql("INSERT INTO books VALUES (1, 1)"),
    sql("INSERT INTO bookings VALUES ('[1,5)')"),
  ]);
});

/** What the statement fails with, without what differs from one server version to another. */
async function failure(...statements: ReadonlyArray<Statement>): Promise<Error> {
  return await rejection(driver.transact(statements));
}

function plain(error: Error): unknown {
  return {
    class: error.constructor,
    message: error.message,
    ...Object.fromEntries(Object.entries(error)),
  };
}

describe("violated constraints (R-DRV-8)", () => {
  it("unique: names constraint, table and columns, quoted ones too", async () => {
    const error = await failure(sql("INSERT INTO authors VALUES (3, 'a', 'b')"));
    expect(plain(error)).toEqual({
      class: UniqueConstraintError,
      message:
        'duplicate key value violates unique constraint "authors_names_key" — Key (name, "firstName")=(a, b) already exists.',
      code: "UNIQUE",
      sqlState: "23505",
      constraint: "authors_names_key",
      schema: "public",
      table: "authors",
      columns: ["name", "firstName"],
      detail: 'Key (name, "firstName")=(a, b) already exists.',
    });
    expect(error.cause).toBeInstanceOf(ServerError);
  });

  it("unique: a column with quotes, commas and brackets in its name is read right", async () => {
    const error = await failure(sql("INSERT INTO authors VALUES (3, 'z', 'b', 7)"));
    expect((error as ConstraintError).columns).toEqual(['a "b", (c)']);
  });

  it("unique: an index on an expression has no columns", async () => {
    const error = await failure(sql("INSERT INTO authors VALUES (3, 'A', 'z')"));
    expect([(error as ConstraintError).constraint, (error as ConstraintError).columns]).toEqual([
      "authors_lower_key",
      [],
    ]);
  });

  it("foreign key: a row that is missing", async () => {
    expect(plain(await failure(sql("INSERT INTO books VALUES (2, 9)")))).toEqual({
      class: ForeignKeyError,
      message:
        'insert or update on table "books" violates foreign key constraint "books_author_id_fkey" — Key (author_id)=(9) is not present in table "authors".',
      code: "FOREIGN_KEY",
      sqlState: "23503",
      constraint: "books_author_id_fkey",
      schema: "public",
      table: "books",
      columns: ["author_id"],
      detail: 'Key (author_id)=(9) is not present in table "authors".',
    });
  });

  it("foreign key: a row that is still pointed to, also when the constraint restricts", async () => {
    const error = await failure(sql("DELETE FROM authors WHERE id = 1"));
    expect([error.constructor, (error as ConstraintError).table]).toEqual([
      ForeignKeyError,
      "books",
    ]);
    const restricted = classifyError(serverError("23001", "restricted"));
    expect(restricted).toBeInstanceOf(ForeignKeyError);
  });

  it("not null: names the column", async () => {
    expect(plain(await failure(sql("INSERT INTO authors (id) VALUES (3)")))).toEqual({
      class: NotNullError,
      message:
        'null value in column "name" of relation "authors" violates not-null constraint — Failing row contains (3, null, null, null, null).',
      code: "NOT_NULL",
      sqlState: "23502",
      schema: "public",
      table: "authors",
      columns: ["name"],
      detail: "Failing row contains (3, null, null, null, null).",
    });
  });

  it("check: names the constraint", async () => {
    const error = await failure(sql("UPDATE authors SET age = 0 WHERE id = 1"));
    expect(plain(error)).toEqual({
      class: CheckConstraintError,
      message:
        'new row for relation "authors" violates check constraint "authors_age_check" — Failing row contains (1, a, b, 7, 0).',
      code: "CHECK",
      sqlState: "23514",
      constraint: "authors_age_check",
      schema: "public",
      table: "authors",
      columns: [],
      detail: "Failing row contains (1, a, b, 7, 0).",
    });
  });

  it("exclusion: names the column", async () => {
    const error = await failure(sql("INSERT INTO bookings VALUES ('[4,9)')"));
    expect([error.constructor, (error as ConstraintError).columns]).toEqual([
      ExclusionConstraintError,
      ["during"],
    ]);
    expect(error).toBeInstanceOf(ConstraintError);
  });
});

describe("conflicts with others (R-DRV-8)", () => {
  it("a transaction that cannot be serialised", async () => {
    const connection = await driver.connect();
    await connection.begin({ isolation: "repeatable read" });
    await connection.execute([sql("SELECT age FROM authors WHERE id = 1")]);
    await database.query("UPDATE authors SET age = age + 1 WHERE id = 1");
    const [outcome] = await connection.execute([sql("UPDATE authors SET age = 5 WHERE id = 1")]);
    await connection.rollback();
    connection.release();
    expect(outcome?.error).toBeInstanceOf(SerializationError);
    expect(outcome?.error).toEqual(
      expect.objectContaining({
        code: "SERIALIZATION",
        sqlState: "40001",
        message: "could not serialize access due to concurrent update",
      }),
    );
  });

  it("a deadlock: one of the two ends with DeadlockError, the other commits", async () => {
    const [one, other] = [await driver.connect(), await driver.connect()];
    for (const [connection, id] of [
      [one, "1"],
      [other, "2"],
    ] as const) {
      await connection.begin();
      await connection.execute([sql("SET LOCAL deadlock_timeout = '20ms'"), lock(id)]);
    }
    const settle = async (connection: typeof one, id: string): Promise<string> => {
      const [outcome] = await connection.execute([lock(id)]);
      if (outcome?.error === undefined) await connection.commit();
      else await connection.rollback();
      connection.release();
      return outcome?.error instanceof DeadlockError ? outcome.error.code : "committed";
    };
    const ends = await Promise.all([settle(one, "2"), settle(other, "1")]);
    expect(ends.toSorted()).toEqual(["DEADLOCK", "committed"]);
  });

  it("a lock that is taken, without waiting and after lock_timeout", async () => {
    const holder = await driver.connect();
    await holder.begin();
    await holder.execute([sql("SELECT 1 FROM authors WHERE id = 1 FOR UPDATE")]);
    const nowait = await failure(sql("SELECT 1 FROM authors WHERE id = 1 FOR UPDATE NOWAIT"));
    const timeout = await failure(
      sql("SET LOCAL lock_timeout = '20ms'"),
      sql("SELECT 1 FROM authors WHERE id = 1 FOR UPDATE"),
    );
    await holder.rollback();
    holder.release();
    expect([nowait.constructor, timeout.constructor]).toEqual([
      LockNotAvailableError,
      LockTimeoutError,
    ]);
  });

  it("a statement that runs too long, and one that is cancelled", async () => {
    const timeout = await failure(
      sql("SET LOCAL statement_timeout = '20ms'"),
      sql("SELECT pg_sleep(5)"),
    );
    const canceled = await failure(sql("SELECT pg_cancel_backend(pg_backend_pid())"));
    expect([timeout.constructor, canceled.constructor]).toEqual([
      StatementTimeoutError,
      QueryCanceledError,
    ]);
  });
});

describe("row-level security (R-DRV-8)", () => {
  it("a row that policies do not let through is a RowSecurityError, a table that may not be used is not", async () => {
    const role = `policy_test_${process.pid}`;
    await driver.execute([
      sql(`CREATE ROLE ${role}`),
      sql("CREATE TABLE shelves (id int)"),
      sql("ALTER TABLE shelves ENABLE ROW LEVEL SECURITY"),
      sql(`GRANT INSERT ON shelves TO ${role}`),
    ]);
    const as = sql(`SET LOCAL ROLE ${role}`);
    const refused = await failure(as, sql("INSERT INTO shelves VALUES (1)"));
    const denied = await failure(as, sql("SELECT * FROM shelves"));
    await driver.execute([sql(`DROP OWNED BY ${role}`), sql(`DROP ROLE ${role}`)]);
    expect([plain(refused), denied.constructor]).toEqual([
      {
        class: RowSecurityError,
        message: 'new row violates row-level security policy for table "shelves"',
        code: "ROW_SECURITY",
        sqlState: "42501",
      },
      DatabaseError,
    ]);
  });
});

describe("everything else (R-DRV-8)", () => {
  it("is a DatabaseError with SQLSTATE, text and position, and without the values", async () => {
    const error = await failure(sql("SELECT nme, $1::text FROM authors", "confidential"));
    expect(plain(error)).toEqual({
      class: DatabaseError,
      message: 'column "nme" does not exist',
      code: "DATABASE",
      sqlState: "42703",
      sql: "SELECT nme, $1::text FROM authors",
      position: 8,
      hint: 'Perhaps you meant to reference the column "authors.name".',
    });
    expect(JSON.stringify(error)).toBe(
      '{"name":"DatabaseError","message":"column \\"nme\\" does not exist","code":"DATABASE","sqlState":"42703",' +
        '"sql":"SELECT nme, $1::text FROM authors","position":8,"hint":"Perhaps you meant to reference the column \\"authors.name\\"."}',
    );
  });

  it("R-WRITE-12 a check made in SQL fails with its kind and payload, and nothing is committed", async () => {
    const error = await failure(
      sql("UPDATE authors SET age = 99 WHERE id = 1"),
      sql(`SELECT ('kingpost:oplock ' || $1)::int`, `3:changed,5:"deleted"`),
    );
    expect(plain(error)).toEqual({
      class: CheckFailure,
      message: 'Check oplock failed: 3:changed,5:"deleted"',
      kind: "oplock",
      payload: '3:changed,5:"deleted"',
    });
    expect(await database.query("SELECT age FROM authors WHERE age = 99")).toEqual([]);
  });

  it("an ordinary text that is no number is no check", async () => {
    const error = await failure(sql("SELECT 'x'::int"));
    expect([error.constructor, error.message]).toEqual([
      DatabaseError,
      'invalid input syntax for type integer: "x"',
    ]);
  });

  it.each([
    ["08006", "the connection failed"],
    ["57P01", "the server shuts down"],
    ["57P05", "the session idled too long"],
    ["25P03", "the transaction idled too long"],
    ["28P01", "the password is wrong"],
    ["53300", "there are too many sessions"],
  ])("R-TXN-10 SQLSTATE %s, %s, is a ConnectionError", (state, message) => {
    expect(plain(classifyError(serverError(state, message)))).toEqual({
      class: ConnectionError,
      code: "CONNECTION",
      sqlState: state,
      message,
    });
  });

  it("an error of the socket is a ConnectionError, also when its code has five letters", () => {
    const broken = Object.assign(new RangeError("write EPIPE"), { code: "EPIPE" });
    expect(classifyError(broken)).toEqual(
      expect.objectContaining({
        code: "CONNECTION",
        message: "The connection to the database was lost: write EPIPE",
        cause: broken,
      }),
    );
  });
});

function lock(id: string): Statement {
  return sql("UPDATE authors SET age = 3 WHERE id = $1::int", id);
}

/** As the protocol parser makes them, for states that cannot be raised at will. */
function serverError(code: string, message: string): Error {
  return Object.assign(new ServerError(message, 0, "error"), { code, severity: "ERROR" });
}
