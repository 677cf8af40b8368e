// What is dangerous in migrations, and the safe way.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { lintMigrations, type LintFinding } from "../src/index.ts";
import { migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

const cli = resolve(import.meta.dirname, "../src/cli/kingpost-migrate.ts");

const tables =
  "CREATE TABLE authors (id int PRIMARY KEY, name text); " +
  "CREATE TABLE books (id int PRIMARY KEY, title varchar(20), price numeric(6,2), author_id int REFERENCES authors, pages int); " +
  "INSERT INTO authors VALUES (1); INSERT INTO books VALUES (1); CREATE TABLE empty (id int PRIMARY KEY); VACUUM ANALYZE empty";

let url: string;
beforeAll(async () => {
  // One for all tests of this file, which only read it.
  const admin = inject("adminUrl");
  const name = `migrations_lint_${process.pid}`;
  await query(admin, `DROP DATABASE IF EXISTS ${name}`);
  await query(admin, `CREATE DATABASE ${name}`);
  const at = new URL(admin);
  at.pathname = `/${name}`;
  url = at.href;
  for (const sql of tables.split("; ")) await query(url, sql);
  return () => query(admin, `DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined);
});

/** The findings about one SQL migration that has a way back, as short lines. */
async function lint(
  sql: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ReadonlyArray<string>> {
  const dir = newFolder({ "migrations/1_a.sql": `${sql}\n-- Down Migration\nSELECT 1;`, ...more });
  return short(await lintMigrations({ url, dir: join(dir, "migrations"), projectDir: dir }));
}

function short(findings: ReadonlyArray<LintFinding>): ReadonlyArray<string> {
  return findings.map(({ line, level, rule, table }) => `${line} ${level} ${rule} ${table}`.trim());
}

describe("the rules", () => {
  it.each<readonly [rule: string, sql: string, ...found: string[]]>([
    [
      "not-null-without-default",
      "ALTER TABLE books ADD isbn text NOT NULL;",
      "1 error not-null-without-default public.books",
    ],
    [
      "not-null-without-default",
      "ALTER TABLE books ADD isbn text NOT NULL DEFAULT '';\nALTER TABLE empty ADD isbn text NOT NULL;",
    ],
    [
      "volatile-default",
      "ALTER TABLE books ADD uid uuid DEFAULT gen_random_uuid();",
      "1 warn volatile-default public.books",
    ],
    [
      "volatile-default",
      "ALTER TABLE books ADD n bigserial;",
      "1 warn volatile-default public.books",
    ],
    [
      "volatile-default",
      "ALTER TABLE books ADD at timestamptz DEFAULT now();\nALTER TABLE books ADD note text DEFAULT 'x';",
    ],
    [
      "policy-not-enabled",
      "CREATE POLICY p ON books USING (true);",
      "1 error policy-not-enabled public.books",
    ],
    [
      "policy-not-forced",
      "CREATE POLICY p ON empty USING (true);\nALTER TABLE empty ENABLE ROW LEVEL SECURITY;",
      "1 warn policy-not-forced public.empty",
    ],
    [
      "policy-not-forced",
      "ALTER TABLE empty ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\nCREATE POLICY p ON empty USING (true);",
    ],
    [
      "set-not-null",
      "ALTER TABLE books ALTER pages SET NOT NULL;",
      "1 warn set-not-null public.books",
    ],
    [
      "index-not-concurrent",
      "CREATE INDEX i ON books (pages);",
      "1 warn index-not-concurrent public.books",
    ],
    [
      "index-not-concurrent",
      "ALTER TABLE books ADD CONSTRAINT u UNIQUE (title);",
      "1 warn index-not-concurrent public.books",
    ],
    ["index-not-concurrent", "DROP INDEX i;", "1 warn index-not-concurrent"],
    [
      "concurrently-in-transaction",
      "CREATE INDEX CONCURRENTLY i ON books (pages);",
      "1 error concurrently-in-transaction public.books",
    ],
    [
      "concurrently-in-transaction",
      "-- No Transaction\nCREATE INDEX CONCURRENTLY i ON books (pages);",
    ],
    [
      "fk-not-valid-first",
      "ALTER TABLE books ADD CONSTRAINT f FOREIGN KEY (author_id) REFERENCES authors DEFERRABLE;\nCREATE INDEX CONCURRENTLY i ON books (author_id);".replace(
        "CREATE INDEX CONCURRENTLY",
        "-- kingpost-lint-disable index-not-concurrent -- tested elsewhere\nCREATE INDEX",
      ),
      "1 warn fk-not-valid-first public.books",
    ],
    [
      "check-not-valid-first",
      "ALTER TABLE books ADD CHECK (pages > 0);",
      "1 warn check-not-valid-first public.books",
    ],
    [
      "change-type",
      "ALTER TABLE books ALTER pages TYPE bigint;",
      "1 error change-type public.books",
    ],
    [
      "change-type",
      "ALTER TABLE books ALTER title TYPE varchar(40), ALTER price TYPE numeric(8,2);\nALTER TABLE books ALTER title TYPE text;",
    ],
    [
      "change-type",
      "ALTER TABLE books ALTER title TYPE varchar(10);",
      "1 error change-type public.books",
    ],
    [
      "rename-column",
      "ALTER TABLE books RENAME title TO name;",
      "1 warn rename-column public.books",
    ],
    ["rename-table", "ALTER TABLE books RENAME TO works;", "1 warn rename-table public.books"],
    ["drop-table", "DROP TABLE books;", "1 warn drop-table public.books"],
    [
      "fk-without-index",
      "ALTER TABLE books ADD editor_id int REFERENCES authors DEFERRABLE;",
      "1 warn fk-without-index public.books",
    ],
    [
      "fk-not-deferrable",
      "CREATE TABLE new (id int PRIMARY KEY REFERENCES books);",
      "1 info fk-not-deferrable public.new",
    ],
    [
      "unique-partial-o2o",
      "-- No Transaction\nCREATE UNIQUE INDEX CONCURRENTLY i ON books (author_id) WHERE pages > 1;",
      "2 info unique-partial-o2o public.books",
    ],
    [
      "timestamp-without-tz",
      "CREATE TABLE new (a timestamp, b char(3), c money, d serial);",
      "1 info timestamp-without-tz public.new",
      "1 info char-n public.new",
      "1 info money public.new",
      "1 info serial-int4 public.new",
    ],
    [
      "enum-alter-in-transaction",
      "ALTER TYPE mood ADD VALUE 'ANGRY';\nCREATE TABLE new (m mood DEFAULT 'ANGRY');",
      "2 error enum-alter-in-transaction",
    ],
    [
      "data-change-unbounded",
      "UPDATE books SET pages = 1;\nDELETE FROM books;\nUPDATE books SET pages = 1 WHERE id = 1;\nDELETE FROM empty;",
      "1 warn data-change-unbounded public.books",
      "2 warn data-change-unbounded public.books",
    ],
    [
      "long-lock",
      "ALTER TABLE books ADD a int;\nALTER TABLE authors ADD b int;",
      "2 warn long-lock public.books",
    ],
    [
      "long-lock",
      "CREATE TABLE new (id int);\nALTER TABLE new ADD a text NOT NULL;\nCREATE INDEX i ON new (id);\nALTER TABLE new RENAME id TO key;\nUPDATE new SET a = '';",
    ],
  ])("R-LINT-1/%s: %s", async (_, sql, ...found) => {
    expect(await lint(sql)).toEqual(found);
  });

  it("R-LINT-1/drop-column-used: a column that the generated code knows is not to be dropped yet", async () => {
    const snapshot = JSON.stringify({
      serverVersion: 180000,
      enums: [],
      tables: [{ schema: "public", name: "books", columns: [{ name: "pages", type: "integer" }] }],
    });
    const sql = "ALTER TABLE books DROP pages;\nALTER TABLE books DROP price;";
    expect(await lint(sql, { "kingpost.schema.json": snapshot })).toEqual([
      "1 error drop-column-used public.books",
    ]);
    expect(await lint(sql)).toEqual([]);
  });

  it("R-LINT-1/missing-down and R-LINT-1/index-not-concurrent: no way back is told; an index on a large table is an error", async () => {
    const dir = newFolder({
      "migrations/1_a.sql": "SELECT 1;",
      "migrations/2_b.ts": migration(`b.sql("SELECT 1");`),
      "migrations/3_c.ts": migration(`b.createTable("c", { id: "id" });`),
      "migrations/4_d.sql": "CREATE INDEX i ON books (pages);\n-- Down Migration\nDROP INDEX i;",
      "kingpost.config.json": '{ "lint": { "largeTableRows": 0 } }',
    });
    await query(url, "ANALYZE books");
    const findings = await lintMigrations({ url, dir: join(dir, "migrations"), projectDir: dir });
    expect(
      findings
        .filter(({ rule }) => rule !== "serial-int4")
        .map(({ file, level, rule }) => `${file} ${level} ${rule}`),
    ).toEqual([
      "1_a.sql info missing-down",
      "2_b.ts info missing-down",
      "4_d.sql error index-not-concurrent",
    ]);
  });

  it("R-LINT-4 and R-LINT-1/set-not-null: what the helpers do in steps passes", async () => {
    const dir = newFolder({
      "1_a.ts": migration(
        `k.setNotNullInSteps(b, "books", "pages"); k.createIndexConcurrently(b, "books", ["pages"]); k.addCheckInSteps(b, "books", "c", "pages > 0"); k.addForeignKeyInSteps(b, "books", "author_id", "authors"); k.updateInBatches(b, "books", { set: "pages = 1", where: "pages IS NULL" });`,
      ),
    });
    expect(short(await lintMigrations({ url, dir, projectDir: dir }))).toEqual([]);
  });
});

describe("places, levels and exceptions", () => {
  it("R-LINT-3: a finding has the file, the line of the call, the table and the safe way as code", async () => {
    const dir = newFolder({
      "1_a.ts": `export function up(b) {\n  b.addColumns("authors", { age: "integer" });\n\n  b.createIndex("books",\n    "title");\n}\n`,
    });
    expect(await lintMigrations({ url, dir, projectDir: dir })).toEqual([
      {
        file: "1_a.ts",
        line: 4,
        level: "warn",
        rule: "index-not-concurrent",
        table: "public.books",
        message: "Writes to public.books wait until the index is built.",
        remedy: 'createIndexConcurrently(b, "books", ["title"]);',
      },
    ]);
  });

  it("R-LINT-2: a comment with a reason takes a rule back, for a statement or for the file; one without is an error itself", async () => {
    expect(
      await lint(
        "-- kingpost-lint-disable rename-column -- nobody runs it yet\nALTER TABLE books RENAME title TO a;\nALTER TABLE books RENAME a TO c;\n" +
          "-- kingpost-lint-disable drop-table -- it was never used\nDROP TABLE books;\nDROP TABLE authors;\n-- kingpost-lint-disable long-lock\nSELECT 1;",
      ),
    ).toEqual([
      "6 warn drop-table public.authors",
      "6 warn long-lock public.books",
      "7 error disable-without-reason",
    ]);
  });

  it("R-LINT-2, R-MCLI-1/lint: levels are configurable, applied migrations are not looked at, and what Postgres cannot read is told", async () => {
    const own = await newDatabase();
    const dir = newFolder({
      "migrations/1_a.sql":
        "CREATE TABLE books (id serial PRIMARY KEY);\n-- Down Migration\nDROP TABLE books;",
      "kingpost.config.json":
        '{ "lint": { "rules": { "drop-table": "error", "missing-down": "off" } } }',
    });
    const run = async (...args: ReadonlyArray<string>): Promise<{ code: number; out: string }> => {
      const child = spawn(process.execPath, [cli, ...args], {
        cwd: dir,
        env: { ...process.env, DATABASE_URL: own },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const { promise, resolve: done } = Promise.withResolvers<number>();
      child.on("close", (code) => done(code ?? -1));
      const [out, code] = await Promise.all([text(child.stdout), promise]);
      return { code, out };
    };
    expect(await run("lint")).toEqual({
      code: 0,
      out: '1_a.sql:1 info serial-int4: id ends at 2,147,483,647.\n    createEntityTable(b, "books", { … }, { idType: "bigint" });\n1 info\n',
    });
    await run("up");
    expect(await run("lint")).toEqual({ code: 0, out: "Nothing was found.\n" });
    writeFiles(dir, { "migrations/2_b.sql": "DROP TABLE books;\nSELEC 1;" });
    expect(JSON.parse((await run("lint", "--json")).out)).toMatchObject([
      { rule: "drop-table", level: "error" },
      {
        rule: "syntax-error",
        line: 2,
        message: 'Postgres cannot read it: syntax error at or near "SELEC".',
      },
    ]);
    expect((await run("lint", "migrations/2_b.sql")).code).toBe(1);
    expect(await run("up", "--lint=error")).toMatchObject({ code: 1 });
    expect(await query(own, "SELECT to_regclass('books')::text AS found")).toEqual([
      { found: "books" },
    ]);
    expect(await run("up", "--lint=sometimes")).toMatchObject({ code: 2 });
  });
});
