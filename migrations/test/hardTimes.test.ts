// Migrations among other deploys, readers, crashes, and in databases that are not what they should be.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  migrateDown,
  MigrationError,
  migrateRedo,
  migrateUp,
  readMigrationStatus,
} from "../src/index.ts";
import { errorOf, migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

const cli = resolve(import.meta.dirname, "../src/cli/kingpost-migrate.ts");

async function runNode(
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv = {},
): Promise<{ out: string; err: string; signal: NodeJS.Signals | null }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { promise, resolve: done } = Promise.withResolvers<NodeJS.Signals | null>();
  child.on("close", (_, signal) => done(signal));
  const [out, err, signal] = await Promise.all([text(child.stdout), text(child.stderr), promise]);
  return { out, err, signal };
}

/** A connection that goes with the test. */
async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** The run after a killed one, and what it found; what it could not go on from is redone. */
async function goOn(url: string, dir: string): Promise<string> {
  try {
    await migrateUp({ url, dir });
    return "converged";
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    const states = (await readMigrationStatus({ url, dir })).map(({ state }) => state);
    await migrateRedo({ url, dir });
    await migrateUp({ url, dir });
    return `${error.code} ${error.file}: ${states.join(", ")}`;
  }
}

describe("several deploys", () => {
  it("R-MCLI-2: ten processes at once apply each migration once", async () => {
    const url = await newDatabase();
    const dir = newFolder(
      Object.fromEntries(
        [1, 2, 3, 4].map((n) => [
          `${n}_t.ts`,
          migration(
            `b.createTable("t${n}", { id: "id" }); b.sql("INSERT INTO t${n} DEFAULT VALUES");`,
          ),
        ]),
      ),
    );
    const all = await Promise.all(
      Array.from({ length: 10 }, () => runNode([cli, "up", "--dir", dir], { DATABASE_URL: url })),
    );
    const said = all.map(({ out, err }) => (out + err).replaceAll(/\(\d+ ms\)/g, "(…)"));
    expect(
      Object.fromEntries(
        [...Map.groupBy(said, (each) => each)].map(([each, { length }]) => [each, length]),
      ),
    ).toEqual({
      "applied 1_t (…)\napplied 2_t (…)\napplied 3_t (…)\napplied 4_t (…)\n": 1,
      "Nothing to apply: the database is up to date.\n": 9,
    });
    expect(
      await query(
        url,
        "SELECT (SELECT count(*)::int FROM pgmigrations) AS runs, (SELECT count(*)::int FROM kingpost_migrations) AS known, (SELECT count(*)::int FROM t4) AS rows",
      ),
    ).toEqual([{ runs: 4, known: 4, rows: 1 }]);
  });

  it("R-MCLI-8: each file is a run of its own, with its records, while the lock is held by the connection that runs it", async () => {
    const url = await newDatabase();
    const look = `b.sql("CREATE TABLE IF NOT EXISTS seen (tx xid8, locks bigint, before bigint)"); b.sql("INSERT INTO seen SELECT pg_current_xact_id(), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND (classid::bigint << 32 | objid::bigint) = 7241865325823964), (SELECT count(*) FROM pgmigrations)");`;
    const dir = newFolder({
      "1_a.ts": migration(look),
      "2_b.ts": migration(look),
      "3_c.ts": migration(look),
    });
    await migrateUp({ url, dir });
    expect(
      await query(
        url,
        "SELECT count(DISTINCT tx)::int AS transactions, array_agg(locks::int ORDER BY before) AS locks, array_agg(before::int ORDER BY before) AS before FROM seen",
      ),
    ).toEqual([{ transactions: 3, locks: [1, 1, 1], before: [0, 1, 2] }]);
  });

  it("R-MCLI-9: a process that is killed at any statement leaves a database on which the next run goes on, or stops and says where", async () => {
    const files = {
      "1_a.ts": migration(
        `b.createTable("a", { id: "id", name: "text" }); b.sql("INSERT INTO a (name) VALUES ('one')");`,
      ),
      "2_open.ts": migration(
        `k.createIndexConcurrently(b, "a", ["name"]); k.setNotNullInSteps(b, "a", "name");`,
      ),
      "3_c.sql": "CREATE TABLE c AS SELECT * FROM a;\nALTER TABLE c ADD PRIMARY KEY (id);",
    };
    const shape = async (url: string): Promise<unknown> =>
      query(
        url,
        "SELECT json_build_array((SELECT json_agg(pg_get_indexdef(indexrelid) || indisvalid ORDER BY 1) FROM (SELECT * FROM pg_index WHERE indrelid IN ('a'::regclass, 'c'::regclass) ORDER BY indexrelid::regclass::text) i), " +
          "(SELECT json_agg(format('%s %s %s', attrelid::regclass, attname, attnotnull) ORDER BY attrelid::regclass::text, attnum) FROM pg_attribute WHERE attrelid IN ('a'::regclass, 'c'::regclass) AND attnum > 0), " +
          "(SELECT json_agg(c) FROM c), (SELECT json_agg(name ORDER BY name) FROM kingpost_migrations), (SELECT json_agg(name ORDER BY id) FROM pgmigrations)) AS shape",
      );
    const killed = async (
      at: number,
    ): Promise<{ url: string; dir: string; out: string; signal: unknown }> => {
      const url = await newDatabase();
      const dir = newFolder(files);
      return {
        url,
        dir,
        ...(await runNode([join(import.meta.dirname, "killedRun.ts"), url, dir, String(at)])),
      };
    };
    const whole = await killed(0);
    const expected = await shape(whole.url);
    const total = Number(whole.out);
    // All of them with KINGPOST_FAULTS=full.
    const step = process.env["KINGPOST_FAULTS"] === "full" ? 1 : Math.floor(total / 9);
    const ends = new Set<string>();
    for (let at = step; at <= total; at += step) {
      const { url, dir, signal } = await killed(at);
      expect(signal, `statement ${at}`).toBe("SIGKILL");
      ends.add(await goOn(url, dir));
      expect(await shape(url), `statement ${at}`).toEqual(expected);
    }
    expect(ends).toEqual(
      new Set(["converged", "MIGRATION_UNFINISHED 2_open.ts: applied, unfinished, pending"]),
    );
  }, 300_000);
});

describe("locks", () => {
  it("R-MCLI-4: readers do not wait behind an ALTER that waits for a reader with an open transaction; it is tried again and succeeds", async () => {
    const url = await newDatabase();
    await query(url, "CREATE TABLE books AS SELECT 1 AS id");
    const dir = newFolder({ "1_a.ts": migration(`b.addColumns("books", { more: "text" });`) });
    const [slow, quick] = [await connected(url), await connected(url)];
    await slow.query("BEGIN; SELECT * FROM books");
    const { rows } = await slow.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const lines: Array<string> = [];
    const run = migrateUp({
      url,
      dir,
      lockTimeoutMs: 500,
      onProgress: (line) => lines.push(line),
    });
    // A reader that had to wait as long as the ALTER waits in all would be refused.
    await quick.query("SET lock_timeout = '2s'");
    while (lines.length === 0) {
      await quick.query("SELECT * FROM books");
      await sleep(20);
    }
    await quick.query("SELECT * FROM books");
    await slow.query("COMMIT");
    expect(await run).toEqual({ ran: ["1_a"] });
    expect(lines[0]?.replace(/since \d+ s/, "since … s")).toBe(
      `1_a.ts: a lock was not free within 500ms; attempt 2 of 10 follows. In the way: process ${rows[0]?.pid} ` +
        "(idle in transaction since … s: SELECT pg_backend_pid() AS pid)",
    );
  });

  it("R-MCLI-4: outside of a transaction only the statement that waits is tried again, and an index is waited for", async () => {
    const url = await newDatabase();
    await query(url, "CREATE TABLE books AS SELECT 1 AS id; CREATE TABLE log (n int)");
    const dir = newFolder({
      "1_a.sql":
        "-- No Transaction\nINSERT INTO log VALUES (1);\nALTER TABLE books ADD more text;\nCREATE INDEX CONCURRENTLY books_id ON books (id);\nINSERT INTO log SELECT setting::int FROM pg_settings WHERE name = 'lock_timeout';",
    });
    const slow = await connected(url);
    await slow.query("BEGIN; LOCK TABLE books IN ROW EXCLUSIVE MODE");
    let isFree: Promise<unknown> | undefined;
    const run = migrateUp({
      url,
      dir,
      lockTimeoutMs: 100,
      // Lets the ALTER through, and then keeps the index waiting for longer than the ALTER may.
      onProgress: () => {
        isFree ??= slow.query("COMMIT; SELECT pg_sleep(0.3)").then(() => slow.query("COMMIT"));
      },
    });
    expect(await run).toEqual({ ran: ["1_a"] });
    await isFree;
    expect(await query(url, "SELECT n FROM log ORDER BY n")).toEqual([{ n: 1 }, { n: 100 }]);
  });

  it("R-MCLI-10: a migration that takes long tells what it does; one that takes too long is ended, and nothing of it is kept", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_long.sql": "CREATE TABLE half (id int);\nSELECT pg_sleep(30);" });
    const lines: Array<string> = [];
    const error = await errorOf(
      migrateUp({
        url,
        dir,
        timeoutMs: 2_500,
        progressMs: 100,
        onProgress: (line) => lines.push(line),
      }),
    );
    expect(error).toMatchObject({
      code: "MIGRATION_TIMEOUT",
      file: "1_long.sql",
      message:
        "Migration 1_long.sql took longer than 2.5 s and was ended: SELECT pg_sleep(30);. Nothing of it was kept unless it runs without a " +
        "transaction: see `status`. Give it more time with --timeout, or do it in steps.",
    });
    expect(lines[0]?.replace(/\d+ s/, "… s")).toBe("1_long.sql: … s, SELECT pg_sleep(30);");
    expect(await query(url, "SELECT to_regclass('half') AS found")).toEqual([{ found: null }]);
    writeFiles(dir, {
      "1_long.sql": "SELECT 1;",
      "2_hangs.ts": migration("await new Promise(() => {});"),
    });
    expect(await errorOf(migrateUp({ url, dir, timeoutMs: 1_500 }))).toMatchObject({
      code: "MIGRATION_TIMEOUT",
      message: expect.stringContaining(
        "was ended: no statement is under way: the migration's own code is at work.",
      ),
    });
    writeFiles(dir, { "2_hangs.ts": migration("") });
    expect(await migrateUp({ url, dir })).toEqual({ ran: ["2_hangs"] });
  });
});

describe("bad input", () => {
  it("R-MCLI-11: an applied file that is gone is refused, and nothing is run", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration("") });
    await migrateUp({ url, dir });
    const other = newFolder({ "2_b.ts": migration(`b.createTable("b", { id: "id" });`) });
    expect(await errorOf(migrateUp({ url, dir: other }))).toMatchObject({
      code: "MIGRATION_MISSING",
      message:
        "Applied, but the file is gone: 1_a. Bring it back: it may be on another branch, or was renamed. What stands there of it would else " +
        "be built upon by files that do not know it. In development, db:reset begins anew.",
    });
    expect(await query(url, "SELECT to_regclass('b') AS found")).toEqual([{ found: null }]);
  });

  it("R-MCLI-11: a user without privileges, a schema that is not there, and a migration that needs more are told what to do", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.sql": "ALTER TABLE secrets ADD more text;" });
    const name = `migrations_guest_${process.pid}`;
    await query(url, `CREATE TABLE secrets (id int); CREATE ROLE ${name} LOGIN PASSWORD 'guest'`);
    onTestFinished(() =>
      query(url, `DROP OWNED BY ${name}; DROP ROLE ${name}`).then(() => undefined),
    );
    const guest = new URL(url);
    guest.username = name;
    guest.password = "guest";
    expect(await errorOf(migrateUp({ url: guest.href, dir }))).toMatchObject({
      code: "PRIVILEGE_MISSING",
      message:
        "The user of DATABASE_URL may not keep the record of migrations in schema public: permission denied for schema public. Run migrations " +
        "as the owner of the tables, or have the owner grant it (GRANT CREATE ON SCHEMA public TO …); the application itself needs neither.",
    });
    await query(url, `GRANT CREATE ON SCHEMA public TO ${name}`);
    expect(await errorOf(migrateUp({ url: guest.href, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
      message:
        "Migration 1_a.sql failed (up); nothing of it was kept.\nStatement: ALTER TABLE secrets ADD more text;\n" +
        "Postgres: 42501: must be owner of table secrets\nRun migrations as the owner of the tables, or have the owner grant it (GRANT CREATE ON " +
        "SCHEMA public TO …); the application itself needs neither.",
    });
    expect(await errorOf(migrateUp({ url, dir, schema: "nowhere" }))).toMatchObject({
      code: "SCHEMA_MISSING",
      message:
        'It is not possible to keep the record of migrations in schema nowhere: schema "nowhere" does not exist. Create the schema first ' +
        "(CREATE SCHEMA …), or name another one with --schema.",
    });
  });

  it("R-MCLI-11: what cannot be reversed by itself says so", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.ts": migration(`b.sql("SELECT 1");`) });
    await migrateUp({ url, dir });
    expect(await errorOf(migrateDown({ url, dir }))).toMatchObject({
      code: "MIGRATION_IRREVERSIBLE",
      message:
        '1_a.ts exports no "down", and its "up" cannot be reversed automatically. Write a down, or `export const down = false`.',
    });
  });
});
