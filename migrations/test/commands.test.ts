// The two commands as people run them: what they print and their exit codes.
import { spawn } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { findProjectHome } from "../src/server/ServerHome.ts";
import { stopProjectServer } from "../src/server/stopProjectServer.ts";
import { migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

const cli = resolve(import.meta.dirname, "../src/cli");

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a folder. */
async function run(
  command: "kingpost-db" | "kingpost-migrate",
  args: ReadonlyArray<string>,
  { cwd, env = {}, input = "" }: { cwd: string; env?: NodeJS.ProcessEnv; input?: string },
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(cli, `${command}.ts`), ...args], {
    cwd,
    env: { ...process.env, DATABASE_URL: "", ...env },
  });
  child.stdin.end(input);
  const { promise, resolve: done } = Promise.withResolvers<number>();
  child.on("close", (code) => done(code ?? -1));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), promise]);
  return { code, out, err };
}

/** Times and durations differ from run to run. */
function settled(out: string): string {
  return out.replaceAll(/\(\d+ ms\)/g, "(… ms)").replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>");
}

const two = {
  "migrations/1_a.ts": migration(`b.createTable("a", { id: "id" });`),
  "migrations/2_b.ts": migration(`b.createTable("b", { id: "id" });`),
};

describe("kingpost-migrate", () => {
  it("R-MCLI-1/up: --if-new migrates a new database, and says and does nothing in one that is in use", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder(two);
    const migrate = async (...args: ReadonlyArray<string>): Promise<string> =>
      settled((await run("kingpost-migrate", args, { cwd, env })).out);
    expect(await migrate("up", "--if-new")).toBe("applied 1_a (… ms)\napplied 2_b (… ms)\n");
    await migrate("down");
    expect(await migrate("up", "--if-new")).toBe("");
    expect(await migrate("up")).toBe("applied 2_b (… ms)\n");
  });

  it("R-MCLI-1: up is the default; status, redo and down tell what they did", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder(two);
    const migrate = async (...args: ReadonlyArray<string>): Promise<string> =>
      settled((await run("kingpost-migrate", args, { cwd, env })).out);
    expect(await migrate("status")).toBe(
      "migration | state   | applied at\n----------+---------+-----------\n" +
        "1_a       | pending |\n2_b       | pending |\n2 pending\n",
    );
    expect(await migrate()).toBe("applied 1_a (… ms)\napplied 2_b (… ms)\n");
    expect(await migrate("up")).toBe("Nothing to apply: the database is up to date.\n");
    expect(await migrate("redo")).toBe("took back 2_b (… ms)\napplied 2_b (… ms)\n");
    expect(await migrate("down", "5")).toBe("took back 2_b (… ms)\ntook back 1_a (… ms)\n");
    expect(await migrate("down")).toBe("Nothing to take back.\n");
    expect(await migrate("up", "1")).toBe("applied 1_a (… ms)\n");
    writeFiles(cwd, { "migrations/1_a.ts": migration("") });
    expect(await migrate("status")).toBe(
      "migration | state   | applied at               | note\n" +
        "----------+---------+--------------------------+----------------------------\n" +
        "1_a       | changed | <time> | edited since it was applied\n" +
        "2_b       | pending |                          |\n1 changed, 1 pending\n",
    );
    expect(JSON.parse(await migrate("status", "--json"))).toEqual([
      { name: "1_a", state: "changed", appliedAt: "<time>", outOfOrder: false },
      { name: "2_b", state: "pending", outOfOrder: false },
    ]);
  });

  it("R-MCLI-1/init makes the folder, the first migration and the scripts, and leaves alone what is there", async () => {
    const cwd = newFolder({
      "package.json": '{\n    "name": "shop",\n    "scripts": { "db": "mine" }\n}\n',
    });
    const { out } = await run("kingpost-migrate", ["init"], { cwd });
    const files = readdirSync(join(cwd, "migrations"));
    expect(files).toEqual([expect.stringMatching(/^\d{13}_timestamps\.ts$/)]);
    expect(out).toBe(`wrote migrations/${files[0]}\nadded to package.json: migrate\n`);
    expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe(
      '{\n    "name": "shop",\n    "scripts": {\n        "db": "mine",\n        "migrate": "kingpost-migrate"\n    }\n}\n',
    );
    expect((await run("kingpost-migrate", ["init"], { cwd })).out).toBe(
      "migrations has migrations already\npackage.json has the scripts already\n",
    );
    writeFiles(cwd, { "package.json": "[" });
    expect(await run("kingpost-migrate", ["init"], { cwd })).toMatchObject({ code: 2 });
  });

  it("R-MIG-10 and R-MCLI-1/template: template finds or builds the template, test-databases makes copies of it", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder(two);
    const prefix = `migrations_cli_${process.pid}`;
    const migrate = (...args: ReadonlyArray<string>): Promise<Outcome> =>
      run("kingpost-migrate", [...args, "--prefix", prefix], { cwd, env });
    expect(await migrate("template")).toMatchObject({
      code: 1,
      out: "There is no template of these migrations. Build it with: kingpost-migrate template --build\n",
    });
    const built = await migrate("template", "--build");
    const name = built.out.trim();
    const copies: Array<string> = [];
    onTestFinished(async () => {
      await query(env.DATABASE_URL, `ALTER DATABASE ${name} IS_TEMPLATE false`);
      for (const each of [name, ...copies]) await query(env.DATABASE_URL, `DROP DATABASE ${each}`);
    });
    expect(name).toMatch(new RegExp(`^${prefix}_template_[0-9a-f]{12}$`));
    expect(await migrate("template")).toEqual(built);
    const { out } = await migrate("test-databases", "--count", "2");
    const urls = out.trim().split("\n");
    copies.push(...urls.map((url) => new URL(url).pathname.slice(1)));
    expect(copies).toEqual([1, 2].map((n) => `${name.replace("_template_", "_test_")}_${n}`));
    expect(await query(urls[1] ?? "", "SELECT to_regclass('b')::text AS found")).toEqual([
      { found: "b" },
    ]);
  });

  it("R-MCLI-1/up: --no-transaction keeps what came before a failure", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder({
      "migrations/1_a.sql": "CREATE TABLE kept (id int);\nSELECT nonsense;",
    });
    expect(await run("kingpost-migrate", ["up", "--no-transaction"], { cwd, env })).toEqual({
      code: 1,
      out: "",
      err:
        "MIGRATION_FAILED: Migration 1_a.sql failed (up); it uses no transaction, so what came before was kept.\nStatement: SELECT nonsense;\n" +
        'Postgres: 42703: column "nonsense" does not exist\n',
    });
    expect(await query(env.DATABASE_URL, "SELECT to_regclass('kept')::text AS found")).toEqual([
      { found: "kept" },
    ]);
  });

  it("R-MCLI-7/0 and R-MCLI-7/1: 0 when all went well, 1 when a migration failed or the strict status found something", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder({ ...two, "migrations/3_bad.sql": "SELECT nonsense;" });
    const failed = await run("kingpost-migrate", ["up"], { cwd, env });
    expect(failed).toEqual({
      code: 1,
      out: expect.any(String),
      err:
        "MIGRATION_FAILED: Migration 3_bad.sql failed (up); nothing of it was kept.\nStatement: SELECT nonsense;\n" +
        'Postgres: 42703: column "nonsense" does not exist\n',
    });
    expect(settled(failed.out)).toBe("applied 1_a (… ms)\napplied 2_b (… ms)\n");
    expect(await run("kingpost-migrate", ["status"], { cwd, env })).toMatchObject({ code: 0 });
    expect(await run("kingpost-migrate", ["status", "--strict"], { cwd, env })).toMatchObject({
      code: 1,
    });
    writeFiles(cwd, { "migrations/2_b.ts": migration("") });
    expect(await run("kingpost-migrate", ["up"], { cwd, env })).toEqual({
      code: 1,
      out: "",
      err:
        "MIGRATION_CHANGED: Applied and edited since: 2_b.ts. Undo the edit and write a new migration. " +
        "In development, `redo` runs the last one again, and db:reset begins anew.\n",
    });
  });

  it("R-MCLI-7/2: 2 for a command line or a configuration that makes no sense", async () => {
    const cwd = newFolder();
    const codes = async (
      args: ReadonlyArray<string>,
      env: NodeJS.ProcessEnv = {},
    ): Promise<number> => (await run("kingpost-migrate", args, { cwd, env })).code;
    expect(await codes(["sideways"])).toBe(2);
    expect(await codes(["up", "--nope"])).toBe(2);
    expect(await codes(["up", "1", "2"])).toBe(2);
    expect(await codes(["new"])).toBe(2);
    expect(await codes(["new", "a/b"])).toBe(2);
    expect(await codes(["up"], { DATABASE_URL: "nonsense" })).toBe(2);
    const DATABASE_URL = await newDatabase();
    expect(await codes(["up", "many"], { DATABASE_URL })).toBe(2);
    expect(await run("kingpost-migrate", ["up"], { cwd, env: { DATABASE_URL } })).toEqual({
      code: 2,
      out: "",
      err: `MIGRATION_DIR_MISSING: There is no migrations folder ${join(cwd, "migrations")}. Make the first migration with: kingpost-migrate new NAME\n`,
    });
  });

  it("R-MCLI-7/3: 3 when there is no connection", async () => {
    const outcome = await run("kingpost-migrate", ["--database-url", "postgres://127.0.0.1:1/x"], {
      cwd: newFolder(two),
    });
    expect(outcome).toMatchObject({ code: 3, out: "" });
    expect(outcome.err).toMatch(/^DATABASE_UNREACHABLE: No Postgres answers at /);
  });

  it("R-MCLI-7/4: 4 when another run holds the lock for too long", async () => {
    const url = await newDatabase();
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query("SELECT pg_advisory_lock(7241865325823964)");
    const outcome = await run("kingpost-migrate", ["up", "--lock-timeout", "1"], {
      cwd: newFolder(two),
      env: { DATABASE_URL: url },
    });
    await other.end();
    expect(outcome).toEqual({
      code: 4,
      out: "",
      err:
        "MIGRATION_LOCKED: Another run of migrations holds the lock and did not finish in time. " +
        "Look at it in pg_stat_activity, then run again.\n",
    });
  });

  it("R-MCLI-1/new and R-MIG-6: writes a file with the time in its name; the first brings the trigger functions", async () => {
    const cwd = newFolder();
    const { out } = await run("kingpost-migrate", ["new", "add books"], { cwd });
    const [first = "", second = ""] = readdirSync(join(cwd, "migrations"));
    expect([first, second]).toEqual([
      expect.stringMatching(/^\d{13}_timestamps\.ts$/),
      expect.stringMatching(/^\d{13}_add-books\.ts$/),
    ]);
    expect(out).toBe(`wrote migrations/${first}\nwrote migrations/${second}\n`);
    expect(readFileSync(join(cwd, "migrations", second), "utf8")).toMatchInlineSnapshot(`
      "import type { MigrationBuilder } from "node-pg-migrate";

      export function up(b: MigrationBuilder): void {
        // createEntityTable(b, "books", { title: { type: "text", notNull: true } });
      }

      // Without a down, up is reversed where that can be done.
      "
    `);
    await run("kingpost-migrate", ["new", "more", "--sql"], { cwd });
    expect(readdirSync(join(cwd, "migrations"))[2]).toMatch(/^\d{13}_more\.sql$/);
    // What was written runs as it is; outside a project the package is found by its path.
    const path = join(cwd, "migrations", first);
    const door = JSON.stringify(resolve(cli, "../index.ts"));
    writeFileSync(path, readFileSync(path, "utf8").replace('"@kingpost/migrations"', door));
    const url = await newDatabase();
    expect(await run("kingpost-migrate", [], { cwd, env: { DATABASE_URL: url } })).toMatchObject({
      code: 0,
      err: "",
    });
    expect(
      await query(
        url,
        "SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
      ),
    ).toEqual([{ name: "trigger_maybe_set_created_at" }, { name: "trigger_maybe_set_updated_at" }]);
  });

  it("two commands at once apply each migration once", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    const cwd = newFolder({ ...two, "migrations/3_slow.sql": "SELECT pg_sleep(0.5);" });
    const both = await Promise.all([1, 2].map(() => run("kingpost-migrate", ["up"], { cwd, env })));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ out }) => settled(out)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "applied 1_a (… ms)\napplied 2_b (… ms)\napplied 3_slow (… ms)\n",
      "Nothing to apply: the database is up to date.\n",
    ]);
  });

  it("--help prints the usage", async () => {
    const outcome = await run("kingpost-migrate", ["--help"], { cwd: newFolder() });
    expect(outcome).toMatchObject({ code: 0, err: "" });
    expect(outcome.out).toMatch(/^Usage: kingpost-migrate <command>\n/);
  });
});

describe("kingpost-db", () => {
  it("R-SERVER-7: start, status, url, reset, console and stop on the embedded server", async () => {
    const cwd = newFolder();
    chmodSync(cwd, 0o755);
    // Elsewhere when user postgres cannot enter the checkout, where the binaries are (R-SERVER-3).
    const home = findProjectHome(cwd);
    onTestFinished(async () => {
      await stopProjectServer(cwd);
      rmSync(home.dir, { recursive: true, force: true });
    });
    const db = async (args: ReadonlyArray<string>, input = ""): Promise<Outcome> =>
      run("kingpost-db", args, { cwd, input });
    expect(await db(["url"])).toEqual({
      code: 1,
      out: "",
      err: "The embedded server does not run, so it has no address: start it with db:start.\n",
    });
    const started = await db(["start"]);
    const url = started.out.split("\n")[1] ?? "";
    expect(started).toEqual({ code: 0, out: `The embedded server is started.\n${url}\n`, err: "" });
    expect(url).toMatch(/^postgres:\/\/postgres:postgres@127\.0\.0\.1:\d+\/kingpost$/);
    expect((await db(["start"])).out).toBe(`The embedded server runs already.\n${url}\n`);
    expect((await db(["url"])).out).toBe(`${url}\n`);
    const status: unknown = JSON.parse((await db(["status", "--json"])).out);
    expect(status).toEqual({
      running: true,
      pid: expect.any(Number),
      port: Number(new URL(url).port),
      url,
      data: join(home.dir, "data"),
      initialised: true,
      version: expect.stringMatching(/^18\./),
      keep: true,
      users: [],
      databaseUrlIsSet: false,
    });
    expect(
      await db(
        ["console"],
        "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1, 'one'), (22, NULL);\nSELECT * FROM t;",
      ),
    ).toEqual({
      code: 0,
      out: "CREATE\nINSERT 2\na  | b\n---+-----\n1  | one\n22 | NULL\n(2 rows)\n",
      err: "",
    });
    expect(await db(["console"], "SELECT a FROM t LIMIT 1; SELECT 'x;' AS b")).toEqual({
      code: 0,
      out: "a\n-\n1\n(1 row)\nb\n--\nx;\n(1 row)\n",
      err: "",
    });
    expect(
      await db(["console"], "INSERT INTO t VALUES (3); SELECT nonsense; INSERT INTO t VALUES (4);"),
    ).toEqual({
      code: 1,
      out: 'INSERT 1\nERROR 42703: column "nonsense" does not exist\n',
      err: "",
    });
    expect(await query(url, "SELECT a FROM t ORDER BY a")).toEqual([{ a: 1 }, { a: 3 }, { a: 22 }]);
    expect((await db(["reset"])).out).toBe(
      "Database kingpost is empty. Fill it with migrate and seed.\n",
    );
    expect(await query(url, "SELECT to_regclass('t') AS found")).toEqual([{ found: null }]);
    expect((await db(["stop"])).out).toBe("The embedded server is stopped.\n");
    expect((await db(["stop"])).out).toBe("The embedded server was not running.\n");
    expect((await db(["status"])).out).toMatch(
      /^The embedded Postgres 18\.\S+ does not run\.\ndata {5}.*\/data\n$/,
    );
  });

  it("R-SERVER-7: DATABASE_URL wins; a database it names is reset with --force only", async () => {
    const url = await newDatabase();
    await query(url, "CREATE TABLE kept AS SELECT 1 AS one");
    const at = { cwd: newFolder(), env: { DATABASE_URL: url } };
    expect((await run("kingpost-db", ["url"], at)).out).toBe(`${url}\n`);
    expect((await run("kingpost-db", ["start"], at)).out).toBe(
      `DATABASE_URL is set, so there is nothing to start.\n${url}\n`,
    );
    expect(await run("kingpost-db", ["reset"], at)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^NOT_EMBEDDED: /),
    });
    expect(await query(url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    expect(await run("kingpost-db", ["reset", "--force"], at)).toMatchObject({ code: 0 });
    expect(await query(url, "SELECT to_regclass('kept') AS found")).toEqual([{ found: null }]);
  });

  it("a command that does not exist is named, with the usage", async () => {
    const outcome = await run("kingpost-db", ["explode"], { cwd: newFolder() });
    expect(outcome).toMatchObject({ code: 2, out: "" });
    expect(outcome.err).toMatch(/^There is no command "explode"\.\n\nUsage: kingpost-db <command>/);
  });
});
