// Running migrations: in order, once, all or nothing, one run at a time.
import { once } from "node:events";
import { renameSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  getMigrationStatus,
  migrateDown,
  migrateRedo,
  MigrationError,
  migrateUp,
  readMigrationStatus,
  runMigrationsIfNeeded,
} from "../src/index.ts";
import { errorOf, migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

const tables =
  "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('pgmigrations', 'kingpost_migrations') ORDER BY 1";

describe("migrateUp", () => {
  it("R-MCLI-5: TypeScript and SQL files run in the order of their numbers, without a build step", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "10_last.ts": migration(`b.addColumns("a", { last: "text" });`),
      "2_second.sql":
        "-- Up Migration\nALTER TABLE a ADD second text;\n-- Down Migration\nALTER TABLE a DROP second;\n",
      "1_first.ts":
        'import type { MigrationBuilder } from "node-pg-migrate";\n' +
        'export const up = (b: MigrationBuilder): void => b.createTable("a", { id: "id" });\n',
      "notes.md": "Files of other kinds are left alone.",
      "shared/columns.ts": "export const nothing = 1;",
    });
    const done: Array<string> = [];
    const { ran } = await migrateUp({
      url,
      dir,
      onDone: (name, direction) => done.push(`${direction} ${name}`),
    });
    expect(ran).toEqual(["1_first", "2_second", "10_last"]);
    expect(done).toEqual(["up 1_first", "up 2_second", "up 10_last"]);
    expect(
      await query(
        url,
        "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'a' ORDER BY ordinal_position",
      ),
    ).toEqual([{ name: "id" }, { name: "second" }, { name: "last" }]);
  });

  it("runs nothing the second time", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    await migrateUp({ url, dir });
    expect(await migrateUp({ url, dir })).toEqual({ ran: [] });
  });

  it("R-MCLI-1/up runs the first n, or up to a name, and records without running when told to", async () => {
    const url = await newDatabase();
    const names = ["1_a", "2_b", "3_c", "4_d"];
    const dir = newFolder(
      Object.fromEntries(
        names.map((name) => [`${name}.ts`, migration(`b.createTable("t${name}", { id: "id" });`)]),
      ),
    );
    expect(await migrateUp({ url, dir, count: 1 })).toEqual({ ran: ["1_a"] });
    expect(await migrateUp({ url, dir, to: "3_c" })).toEqual({ ran: ["2_b", "3_c"] });
    expect(await migrateUp({ url, dir, fake: true })).toEqual({ ran: ["4_d"] });
    expect(await query(url, tables)).toEqual([
      { name: "t1_a" },
      { name: "t2_b" },
      { name: "t3_c" },
    ]);
    expect(await readMigrationStatus({ url, dir })).toEqual(
      names.map((name) => ({
        name,
        state: "applied",
        appliedAt: expect.any(Date),
        outOfOrder: false,
      })),
    );
  });

  it("R-MCLI-3: a migration that throws half-way leaves nothing; earlier ones stay; the message shows file, statement and Postgres error", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_good.ts": migration(`b.createTable("good", { id: "id" });`),
      "2_bad.ts": migration(
        `b.createTable("half", { id: "id" }); b.sql("INSERT INTO half VALUES (1), (1)");`,
      ),
      "3_never.ts": migration(`b.createTable("never", { id: "id" });`),
    });
    const error = await errorOf(migrateUp({ url, dir }));
    expect(error).toBeInstanceOf(MigrationError);
    expect(error).toMatchObject({
      code: "MIGRATION_FAILED",
      file: "2_bad.ts",
      statement: "INSERT INTO half VALUES (1), (1);",
      message:
        "Migration 2_bad.ts failed (up); nothing of it was kept.\n" +
        "Statement: INSERT INTO half VALUES (1), (1);\n" +
        'Postgres: 23505: duplicate key value violates unique constraint "half_pkey" Key (id)=(1) already exists.',
    });
    expect(await query(url, tables)).toEqual([{ name: "good" }]);
    expect(await query(url, "SELECT name FROM kingpost_migrations")).toEqual([{ name: "1_good" }]);
    expect(await query(url, "SELECT name FROM pgmigrations")).toEqual([{ name: "1_good" }]);
  });

  it("R-MCLI-3: a migration whose code throws leaves nothing of what it had sent by then", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_bad.ts": migration(
        `await b.db.query("CREATE TABLE half (id int)"); throw new Error("no more");`,
      ),
    });
    const error = await errorOf(migrateUp({ url, dir }));
    expect(error).toMatchObject({
      code: "MIGRATION_FAILED",
      message: "Migration 1_bad.ts failed (up); nothing of it was kept.\nError: no more",
    });
    expect(await query(url, tables)).toEqual([]);
  });

  it("R-MCLI-3: a constraint that is checked at COMMIT fails the migration as a whole", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_bad.sql":
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (7);",
    });
    const error = await errorOf(migrateUp({ url, dir }));
    expect(error).toMatchObject({
      code: "MIGRATION_FAILED",
      file: "1_bad.sql",
      statement: "COMMIT",
    });
    expect(await query(url, tables)).toEqual([]);
    expect(await query(url, "SELECT name FROM kingpost_migrations")).toEqual([]);
  });

  it("R-MCLI-3: a migration without a transaction that breaks off is marked, and up refuses until it is resolved", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_open.ts": migration(
        `b.noTransaction(); b.createTable("open", { id: "id" }); b.sql("SELECT 1 / 0");`,
      ),
    });
    expect(await errorOf(migrateUp({ url, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
      statement: "SELECT 1 / 0;",
    });
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "unfinished",
    ]);
    expect(await errorOf(migrateUp({ url, dir }))).toMatchObject({
      code: "MIGRATION_UNFINISHED",
      file: "1_open.ts",
    });
    expect(await migrateUp({ url, dir, fake: true })).toEqual({ ran: ["1_open"] });
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "applied",
    ]);
  });

  it("R-MCLI-3: redo takes a broken-off migration back and runs it again", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_open.ts": migration(
        `b.noTransaction(); b.sql("CREATE TABLE IF NOT EXISTS open (id int)"); b.sql("SELECT 1 / (SELECT count(*) FROM ready)");`,
        `b.sql("DROP TABLE open");`,
      ),
    });
    expect(await errorOf(migrateUp({ url, dir }))).toMatchObject({ code: "MIGRATION_FAILED" });
    await query(url, "CREATE TABLE ready AS SELECT 1 AS one");
    expect(await migrateRedo({ url, dir })).toEqual({ ran: ["1_open"] });
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "applied",
    ]);
    expect(await query(url, tables)).toEqual([{ name: "open" }, { name: "ready" }]);
  });

  it("refuses to go on when an applied file was edited, and runs nothing", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    await migrateUp({ url, dir });
    writeFiles(dir, {
      "1_a.ts": migration(`b.createTable("a", { id: "id", more: "text" });`),
      "2_b.ts": migration(`b.createTable("b", { id: "id" });`),
    });
    expect(await errorOf(migrateUp({ url, dir }))).toMatchObject({
      code: "MIGRATION_CHANGED",
      file: "1_a.ts",
    });
    expect(await query(url, tables)).toEqual([{ name: "a" }]);
  });

  it("other line ends are no edit", async () => {
    const url = await newDatabase();
    const text = "-- Up Migration\nCREATE TABLE a (id int);\n";
    const dir = newFolder({ "1_a.sql": text });
    await migrateUp({ url, dir });
    writeFiles(dir, { "1_a.sql": text.replaceAll("\n", "\r\n") });
    expect(await migrateUp({ url, dir })).toEqual({ ran: [] });
  });

  it("R-MCLI-5: a history of node-pg-migrate goes on, and its files are watched from then on", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_old.ts": migration(`b.createTable("old", { id: "id" });`),
      "2_new.ts": migration(`b.createTable("new", { id: "id" });`),
    });
    await query(
      url,
      "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)",
    );
    await query(url, "INSERT INTO pgmigrations (name, run_on) VALUES ('1_old', now())");
    expect(await migrateUp({ url, dir })).toEqual({ ran: ["2_new"] });
    writeFiles(dir, { "1_old.ts": migration(`b.createTable("older", { id: "id" });`) });
    expect(
      (await readMigrationStatus({ url, dir })).map(({ name, state }) => [name, state]),
    ).toEqual([
      ["1_old", "changed"],
      ["2_new", "applied"],
    ]);
  });

  it("R-MCLI-2: two deploys at once apply each migration once; the second waits", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_slow.ts": migration(`b.createTable("slow", { id: "id" }); b.sql("SELECT pg_sleep(0.4)");`),
      "2_next.ts": migration(`b.createTable("next", { id: "id" });`),
    });
    const results = await Promise.all([
      migrateUp({ url, dir }),
      migrateUp({ url, dir }),
      migrateUp({ url, dir }),
    ]);
    expect(results.map(({ ran }) => ran).toSorted((a, b) => b.length - a.length)).toEqual([
      ["1_slow", "2_next"],
      [],
      [],
    ]);
    expect(await query(url, "SELECT name FROM kingpost_migrations ORDER BY name")).toEqual([
      { name: "1_slow" },
      { name: "2_next" },
    ]);
  });

  it("R-MCLI-2: a run that cannot get its turn in time fails with MIGRATION_LOCKED", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    const other = new Client({ connectionString: url });
    await other.connect();
    try {
      await other.query("SELECT pg_advisory_lock(7241865325823964)");
      expect(await errorOf(migrateUp({ url, dir, waitMs: 150 }))).toMatchObject({
        code: "MIGRATION_LOCKED",
      });
    } finally {
      await other.end();
    }
    expect(await migrateUp({ url, dir })).toEqual({ ran: ["1_a"] });
  });

  it("R-MCLI-4: lock_timeout and statement_timeout hold for the run, and a migration cannot change them for the next", async () => {
    const url = await newDatabase();
    const show = `const { rows } = await b.db.query("SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement"); await b.db.query("CREATE TABLE IF NOT EXISTS seen (lock text, statement text)"); await b.db.query("INSERT INTO seen VALUES ($1, $2)", [rows[0].lock, rows[0].statement]);`;
    const dir = newFolder({
      "1_a.ts": migration(`${show} await b.db.query("SET lock_timeout = '1h'");`),
      "2_b.ts": migration(show),
    });
    await migrateUp({ url, dir, count: 1 });
    await migrateUp({ url, dir, statementTimeoutMs: 60_000, lockTimeoutMs: 700 });
    expect(await query(url, "SELECT * FROM seen")).toEqual([
      { lock: "1s", statement: "0" },
      { lock: "700ms", statement: "1min" },
    ]);
  });

  it("R-MCLI-4: a lock timeout retries the migration", async () => {
    const url = await newDatabase();
    await query(url, "CREATE TABLE busy (id int)");
    const dir = newFolder({ "1_a.ts": migration(`b.addColumns("busy", { more: "text" });`) });
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query("BEGIN");
    await other.query("LOCK TABLE busy");
    const run = migrateUp({ url, dir, lockTimeoutMs: 50 });
    setTimeout(() => void other.end(), 400);
    expect(await run).toEqual({ ran: ["1_a"] });
  });

  it("a file that cannot be loaded or has no up is named", async () => {
    const url = await newDatabase();
    const broken = newFolder({ "1_broken.ts": "export function up(b) {" });
    expect(await errorOf(migrateUp({ url, dir: broken }))).toMatchObject({
      code: "MIGRATION_FAILED",
      file: "1_broken.ts",
    });
    const empty = newFolder({ "1_empty.ts": "export const nothing = 1;" });
    expect(await errorOf(migrateUp({ url, dir: empty }))).toMatchObject({
      code: "MIGRATION_FAILED",
      message: '1_empty.ts exports no function "up".',
    });
  });

  it("a name that is no migration's name, two files of one name and a missing folder are refused", async () => {
    const url = await newDatabase();
    const code = async (files: Record<string, string>): Promise<unknown> =>
      errorOf(migrateUp({ url, dir: newFolder(files) }));
    expect(await code({ "helpers.ts": "" })).toMatchObject({
      code: "MIGRATION_NAME",
      file: "helpers.ts",
    });
    expect(await code({ "1_it's.sql": "" })).toMatchObject({
      code: "MIGRATION_NAME",
      file: "1_it's.sql",
    });
    expect(await code({ "1_a.sql": "", "1_a.ts": "" })).toMatchObject({ code: "MIGRATION_NAME" });
    expect(await errorOf(migrateUp({ url, dir: join(newFolder(), "none") }))).toMatchObject({
      code: "MIGRATION_DIR_MISSING",
    });
    expect(
      await errorOf(migrateUp({ url, dir: newFolder({ "1_a.sql": "" }), to: "9_z" })),
    ).toMatchObject({
      code: "MIGRATION_UNKNOWN",
    });
  });

  it("R-MIG-5: decamelize turns camelCase into snake_case", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("bookReviews", { id: "id" });`) });
    await migrateUp({ url, dir, decamelize: true });
    expect(await query(url, tables)).toEqual([{ name: "book_reviews" }]);
  });
});

/** What a transaction pooler does, with one server session for all clients: each message goes to it, each answer to who asked last. */
async function startPooler(url: string): Promise<string> {
  const session = new Client({ connectionString: url });
  await session.connect();
  // The socket of a client that has logged in; from here on nobody but the pooler reads it.
  const { stream } = session.connection;
  stream.removeAllListeners("data").removeAllListeners("close");
  let asking: Socket | undefined;
  stream.on("data", (chunk: Buffer) => asking?.write(chunk));
  const pooler = createServer((socket) => {
    socket.on("error", () => undefined);
    // Authentication is fine, and the session is idle.
    socket.once("data", () => {
      socket.write(Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0, 90, 0, 0, 0, 5, 73]));
      socket.on("data", (chunk: Buffer) => {
        asking = socket;
        // "X": a client that leaves does not take the session along.
        if (chunk[0] !== 88) stream.write(chunk);
      });
    });
  });
  pooler.listen(0, "127.0.0.1");
  await once(pooler, "listening");
  onTestFinished(() => {
    pooler.close();
    stream.destroy();
  });
  const pooled = new URL(url);
  const address = pooler.address();
  pooled.host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return pooled.href;
}

describe("the lock", () => {
  it("R-MCLI-2: a connection through a transaction pooler is refused, and nothing is run", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    expect(await errorOf(migrateUp({ url: await startPooler(url), dir }))).toMatchObject({
      code: "POOLED_CONNECTION",
    });
    expect(await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual(
      [],
    );
  });

  it("R-MCLI-6: a program may give its own connection, which is afterwards as it was before", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query("SET lock_timeout = '3s'");
      expect((await getMigrationStatus(client, dir)).map(({ state }) => state)).toEqual([
        "pending",
      ]);
      expect(await runMigrationsIfNeeded(client, dir)).toEqual({ ran: ["1_a"] });
      expect(await runMigrationsIfNeeded(client, dir)).toEqual({ ran: [] });
      expect((await getMigrationStatus(client, dir)).map(({ state }) => state)).toEqual([
        "applied",
      ]);
      expect((await client.query("SHOW lock_timeout")).rows).toEqual([{ lock_timeout: "3s" }]);
      expect(
        (
          await client.query(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
          )
        ).rows,
      ).toEqual([]);
    } finally {
      await client.end();
    }
  });
});

describe("migrateDown and migrateRedo", () => {
  it("R-MCLI-1/down takes the last one back, the last n, or all from a name on", async () => {
    const url = await newDatabase();
    const names = ["1_a", "2_b", "3_c", "4_d", "5_e"];
    const dir = newFolder(
      Object.fromEntries(
        names.map((name) => [`${name}.ts`, migration(`b.createTable("t${name}", { id: "id" });`)]),
      ),
    );
    await migrateUp({ url, dir });
    expect(await migrateDown({ url, dir })).toEqual({ ran: ["5_e"] });
    expect(await migrateDown({ url, dir, count: 2 })).toEqual({ ran: ["4_d", "3_c"] });
    expect(await migrateDown({ url, dir, to: "1_a" })).toEqual({ ran: ["2_b", "1_a"] });
    expect(await migrateDown({ url, dir })).toEqual({ ran: [] });
    expect(await query(url, tables)).toEqual([]);
    expect(await query(url, "SELECT name FROM kingpost_migrations")).toEqual([]);
  });

  it("R-MCLI-1/redo takes it back and runs it again, as the file is now", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.createTable("a", { id: "id" });`) });
    await migrateUp({ url, dir });
    writeFiles(dir, { "1_a.ts": migration(`b.createTable("a", { id: "id", more: "text" });`) });
    expect(await migrateRedo({ url, dir })).toEqual({ ran: ["1_a"] });
    expect(
      await query(
        url,
        "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'a' ORDER BY 1",
      ),
    ).toEqual([{ name: "id" }, { name: "more" }]);
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "applied",
    ]);
  });

  it("a way back that does not exist is refused, and nothing changes", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.sql": "CREATE TABLE a (id int);" });
    await migrateUp({ url, dir });
    expect(await errorOf(migrateDown({ url, dir }))).toMatchObject({
      code: "MIGRATION_IRREVERSIBLE",
      file: "1_a.sql",
    });
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "applied",
    ]);
  });

  it("a way back that fails leaves everything as it was", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_a.ts": migration(
        `b.createTable("a", { id: "id" });`,
        `b.dropTable("a"); b.sql("SELECT nonsense");`,
      ),
    });
    await migrateUp({ url, dir });
    expect(await errorOf(migrateDown({ url, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
      message:
        "Migration 1_a.ts failed (down); nothing of it was kept.\nStatement: SELECT nonsense;\n" +
        'Postgres: 42703: column "nonsense" does not exist',
    });
    expect(await query(url, tables)).toEqual([{ name: "a" }]);
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "applied",
    ]);
  });
});

describe("readMigrationStatus", () => {
  it("R-MCLI-1/status names applied, pending, missing and changed files, and those out of order", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "2_gone.ts": migration(`b.createTable("gone", { id: "id" });`),
      "3_changed.ts": migration(`b.createTable("changed", { id: "id" });`),
      "4_kept.ts": migration(`b.createTable("kept", { id: "id" });`),
    });
    await migrateUp({ url, dir });
    rmSync(join(dir, "2_gone.ts"));
    writeFiles(dir, {
      "1_late.ts": migration(""),
      "3_changed.ts": migration(""),
      "5_new.ts": migration(""),
    });
    const appliedAt = expect.any(Date);
    expect(await readMigrationStatus({ url, dir })).toEqual([
      { name: "2_gone", state: "missing", appliedAt, outOfOrder: false },
      { name: "1_late", state: "pending", appliedAt: undefined, outOfOrder: true },
      { name: "3_changed", state: "changed", appliedAt, outOfOrder: false },
      { name: "4_kept", state: "applied", appliedAt, outOfOrder: false },
      { name: "5_new", state: "pending", appliedAt: undefined, outOfOrder: false },
    ]);
  });

  it("writes nothing into a database that never saw a migration", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration("") });
    expect((await readMigrationStatus({ url, dir })).map(({ state }) => state)).toEqual([
      "pending",
    ]);
    expect(await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual(
      [],
    );
  });

  it("a migration whose file was renamed is missing under the old name, and down says so", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_old.ts": migration(`b.createTable("a", { id: "id" });`) });
    await migrateUp({ url, dir });
    renameSync(join(dir, "1_old.ts"), join(dir, "1_new.ts"));
    expect(
      (await readMigrationStatus({ url, dir })).map(({ name, state }) => [name, state]),
    ).toEqual([
      ["1_old", "missing"],
      ["1_new", "pending"],
    ]);
    expect(await errorOf(migrateDown({ url, dir }))).toMatchObject({ code: "MIGRATION_MISSING" });
  });
});
