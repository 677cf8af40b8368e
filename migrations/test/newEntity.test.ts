// `new-entity`: from what is typed to a migration that passes the lint, or to a sentence with a code and nothing written.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { lintMigrations, migrateUp, MigrationError } from "../src/index.ts";
import { type EntityRequest, planEntity } from "../src/plan/planEntity.ts";
import { newDatabase, newFolder, query } from "./scratch.ts";

const cli = resolve(import.meta.dirname, "../src/cli/kingpost-migrate.ts");
const timestamps =
  'import { createCreatedAtFunction, createUpdatedAtFunction } from "@kingpost/migrations";\n' +
  "export function up(b) { createCreatedAtFunction(b); createUpdatedAtFunction(b); }\n";

const key = (type: string): object => ({
  primaryKey: { columns: ["id"] },
  columns: [{ name: "id", type }],
});
const snapshot = JSON.stringify({
  tables: [
    { name: "authors", ...key("integer") },
    { name: "language", ...key("integer") },
    { name: "tenants", ...key("uuid") },
  ],
  enums: [],
});

/** A project whose migrations find the helpers. */
function newProject(): string {
  const dir = newFolder({
    "migrations/1_timestamps.ts": timestamps,
    "kingpost.schema.json": snapshot,
  });
  mkdirSync(join(dir, "node_modules/@kingpost"), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, ".."), join(dir, "node_modules/@kingpost/migrations"));
  return dir;
}

async function run(
  cwd: string,
  ...args: ReadonlyArray<string>
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [cli, "new-entity", ...args], { cwd });
  const ended = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code: Number(code), out, err };
}

function written(dir: string): ReadonlyArray<string> {
  return readdirSync(join(dir, "migrations")).filter((file) => file !== "1_timestamps.ts");
}

it("R-MCLI-14 and R-MCLI-1/new-entity: writes the migration of an entity, with types, references and marks", async () => {
  const dir = newProject();
  const { code, out, err } = await run(
    dir,
    "BookReview",
    "title",
    "stars:int",
    "body:text:optional",
    "readAt:datetime?",
    "code:string:unique",
    "labels:text[]",
    "price:numeric(10,2)",
    "author:Author",
    "tenant:Tenant:optional",
    "language:Language",
    "parent:BookReview:optional",
  );
  const [file = ""] = written(dir);

  expect([code, err, out]).toEqual([0, "", `wrote migrations/${file}\n`]);
  expect(file).toMatch(/^\d{13}_add-book-reviews\.ts$/);
  expect(readFileSync(join(dir, "migrations", file), "utf8")).toMatchInlineSnapshot(`
    "// BookReview: its table; the class and the GraphQL side follow from it.
    import { createEntityTable, foreignKey } from "@kingpost/migrations";
    import type { MigrationBuilder } from "node-pg-migrate";

    export function up(b: MigrationBuilder): void {
      createEntityTable(b, "book_reviews", {
        title: { type: "text", notNull: true },
        stars: { type: "integer", notNull: true },
        body: { type: "text" },
        read_at: { type: "timestamptz" },
        code: { type: "text", notNull: true, unique: true },
        labels: { type: "text[]", notNull: true },
        price: { type: "numeric(10,2)", notNull: true },
        author_id: foreignKey("authors", { notNull: true }),
        tenant_id: foreignKey("tenants", { notNull: false, type: "uuid" }),
        language_id: foreignKey("language", { notNull: true }),
        parent_id: foreignKey("book_reviews", { notNull: false }),
      });
    }
    "
  `);
});

it("R-MCLI-14 what it writes runs, and the lint notes nothing but the size of its key", async () => {
  const dir = newProject();
  const migrations = join(dir, "migrations");
  const url = await newDatabase();
  await migrateUp({ url, dir: migrations });
  await query(url, "CREATE TABLE authors (id int PRIMARY KEY)");
  await run(dir, "book-review", "stars:int", "author:Author", "parent:BookReview:optional");

  const findings = await lintMigrations({ url, dir: migrations, projectDir: dir });
  expect(findings.map(({ level, rule }) => `${level} ${rule}`)).toEqual(["info serial-int4"]);
  await migrateUp({ url, dir: migrations });
  expect(
    await query(
      url,
      "SELECT column_name AS name, is_nullable AS maybe FROM information_schema.columns WHERE table_name = 'book_reviews' ORDER BY ordinal_position",
    ),
  ).toEqual([
    { name: "id", maybe: "NO" },
    { name: "stars", maybe: "NO" },
    { name: "author_id", maybe: "NO" },
    { name: "parent_id", maybe: "YES" },
    { name: "version", maybe: "NO" },
    { name: "created_at", maybe: "NO" },
    { name: "updated_at", maybe: "NO" },
  ]);
});

it("a second entity may refer to one whose migration has not run, and --json tells tools what was written", async () => {
  const dir = newProject();
  await run(dir, "Shelf", "name");
  const { out } = await run(dir, "Slot", "shelf:Shelf", "--json");
  const wrote = written(dir).map((file) => `migrations/${file}`);

  expect(JSON.parse(out)).toEqual({ entity: "Slot", table: "slots", wrote: [wrote[1]] });
});

describe("R-MCLI-14 what makes no sense is a sentence with a code, exit code 2, and nothing is written", () => {
  it.each<readonly [args: string, said: string]>([
    [
      "Publishers",
      "ENTITY_NAME: An entity is named in the singular, its table in the plural: new:entity Publisher",
    ],
    [
      "9lives",
      'ENTITY_NAME: "9lives" cannot be the name of an entity: up to 50 letters and digits that begin with a letter, such as BookReview.',
    ],
    [
      "Über",
      'ENTITY_NAME: "Über" cannot be the name of an entity: up to 50 letters and digits that begin with a letter, such as BookReview.',
    ],
    [
      'x";drop',
      'ENTITY_NAME: "x";drop" cannot be the name of an entity: up to 50 letters and digits that begin with a letter, such as BookReview.',
    ],
    [
      "Query",
      "ENTITY_NAME: Query means something else in TypeScript, GraphQL or generated code. Take another word, such as QueryEntry.",
    ],
    [
      "promise",
      "ENTITY_NAME: Promise means something else in TypeScript, GraphQL or generated code. Take another word, such as PromiseEntry.",
    ],
    [
      "Author",
      "ENTITY_EXISTS: There is a table authors already. Add columns to it by a migration: kingpost-migrate new add-…-to-authors",
    ],
    [
      "Language",
      "ENTITY_EXISTS: There is a table language already. Add columns to it by a migration: kingpost-migrate new add-…-to-language",
    ],
    [
      "Shelf id:int",
      "FIELD_INVALID: id:int: Every entity has a member id already. Give: take another word.",
    ],
    [
      "Shelf createdAt:date",
      "FIELD_INVALID: createdAt:date: Every entity has a member createdAt already. Give: take another word.",
    ],
    [
      "Shelf a-:int",
      'FIELD_INVALID: a-:int: "a-" cannot be the name of a field. Give: letters and digits that begin with a letter, such as firstName.',
    ],
    [
      "Shelf a:int:maybe",
      'FIELD_INVALID: a:int:maybe: "maybe" says nothing of a field. Give: "optional" and "unique" do.',
    ],
    [
      "Shelf a:int a:text",
      "FIELD_INVALID: a:text: There is a field a already. Give: give each one once.",
    ],
    [
      "Shelf author:Autor",
      "ENTITY_UNKNOWN: author:Autor: there is no entity Autor. There are: Author, Language, Tenant.",
    ],
    [
      "Shelf parent:Shelf",
      "FIELD_INVALID: parent:Shelf: The first Shelf could refer to none. Give: parent:Shelf:optional.",
    ],
  ])("%s", (args, said) => {
    expect(refusalOf(args)).toBe(said);
  });

  it("a type that there is not is told with those that there are", () => {
    expect(refusalOf("Shelf a:money").split(". Give: ")[0]).toBe(
      'FIELD_INVALID: a:money: There is no type "money"',
    );
  });

  it("by the command", async () => {
    const dir = newProject();
    expect(await run(dir, "Shelf", "author:Autor")).toEqual({
      code: 2,
      out: "",
      err: "ENTITY_UNKNOWN: author:Autor: there is no entity Autor. There are: Author, Language, Tenant.\n",
    });
    expect(written(dir)).toEqual([]);
  });
});

function refusalOf(args: string): string {
  const [name = "", ...fields] = args.split(" ");
  const schema = JSON.parse(snapshot) as EntityRequest["schema"];
  try {
    planEntity({ name, fields, schema, pendingTables: [] });
    return "";
  } catch (error) {
    return error instanceof MigrationError ? `${error.code}: ${error.message}` : String(error);
  }
}
