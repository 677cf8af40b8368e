// A database beside the committed snapshot.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { readCatalog } from "../src/catalog/readCatalog.ts";
import { migrateUp, readDrift } from "../src/index.ts";
import { errorOf, migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

const cli = resolve(import.meta.dirname, "../src/cli/kingpost-migrate.ts");

/** A project whose snapshot is that of its migrated database. */
async function newProject(): Promise<{ url: string; dir: string }> {
  const url = await newDatabase();
  const dir = newFolder({
    "migrations/1_a.ts": migration(
      `k.createCreatedAtFunction(b); k.createUpdatedAtFunction(b);
       k.createEnumTable(b, "colors", [["RED", "Red"], ["BLUE", "Blue"]]);
       k.createEntityTable(b, "cars", { plate: { type: "varchar(10)", notNull: true, unique: true }, color_id: k.foreignKey("colors", { notNull: false }), seats: { type: "int", default: 4, check: "seats > 0" } });
       b.createType("mood", ["GLAD", "SAD"]); b.createView("plates", {}, "SELECT plate FROM cars");`,
    ),
    "kingpost.config.json": '{ "ignoredTables": ["legacy_*"] }',
  });
  await migrateUp({ url, dir: join(dir, "migrations") });
  await writeSnapshot(url, dir);
  return { url, dir };
}

/** What codegen writes, as far as it is compared. */
async function writeSnapshot(url: string, dir: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const schema = await readCatalog(client, ["public"], ["pgmigrations", "kingpost_migrations"]);
  await client.end();
  writeFiles(dir, { "kingpost.schema.json": JSON.stringify(schema) });
}

async function run(
  cwd: string,
  url: string,
  ...args: ReadonlyArray<string>
): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { promise, resolve: done } = Promise.withResolvers<number>();
  child.on("close", (code) => done(code ?? -1));
  const [out, code] = await Promise.all([text(child.stdout), promise]);
  return { code, out: out.replaceAll(/\(\d+ ms\)/g, "(… ms)") };
}

describe("drift", () => {
  it("R-MCLI-1/drift and R-SCHEMA-21: a database that is what the snapshot says has none; ignored tables are left out", async () => {
    const { url, dir } = await newProject();
    await query(url, "CREATE TABLE legacy_things (id int)");
    expect(await readDrift({ url, projectDir: dir })).toEqual([]);
  });

  it("R-MCLI-1/drift: every difference is told in words, with the place", async () => {
    const { url, dir } = await newProject();
    await query(
      url,
      "ALTER TABLE cars DROP COLUMN version, ADD COLUMN doors int, ALTER COLUMN seats SET DEFAULT 5",
    );
    await query(
      url,
      "DROP VIEW plates; ALTER TABLE cars ALTER COLUMN plate TYPE varchar(12); ALTER TABLE cars DROP CONSTRAINT cars_plate_key, DROP CONSTRAINT cars_seats_check",
    );
    await query(
      url,
      "DROP INDEX cars_color_id_index; CREATE INDEX cars_seats ON cars (seats) WHERE seats > 2",
    );
    await query(
      url,
      "ALTER TABLE cars DROP CONSTRAINT cars_color_id_fkey, ADD CONSTRAINT cars_color_id_fkey FOREIGN KEY (color_id) REFERENCES colors ON DELETE CASCADE",
    );
    await query(
      url,
      "UPDATE colors SET name = 'Rot' WHERE code = 'RED'; DELETE FROM colors WHERE code = 'BLUE'",
    );
    await query(url, "ALTER TYPE mood ADD VALUE 'ANGRY'");
    await query(
      url,
      "CREATE TABLE extra (id int); COMMENT ON COLUMN cars.seats IS 'How many sit in it.'; ALTER TABLE cars DROP CONSTRAINT cars_pkey",
    );
    expect(await readDrift({ url, projectDir: dir })).toMatchInlineSnapshot(`
      [
        "public.cars: column plate is \`character varying(12) NOT NULL\` in the database, \`character varying(10) NOT NULL\` in the snapshot",
        "public.cars: column seats is \`integer DEFAULT 5 -- How many sit in it.\` in the database, \`integer DEFAULT 4\` in the snapshot",
        "public.cars: column version is not in the database",
        "public.cars: column doors is in the database only",
        "public.cars: the primary key is nothing in the database, \`cars_pkey (id)\` in the snapshot",
        "public.cars: index cars_color_id_index is not in the database",
        "public.cars: index cars_plate_key is not in the database",
        "public.cars: index cars_seats is in the database only",
        "public.cars: foreign key cars_color_id_fkey is \`(color_id) → public.colors (id) ON DELETE CASCADE\` in the database, \`(color_id) → public.colors (id) DEFERRABLE INITIALLY DEFERRED\` in the snapshot",
        "public.cars: check cars_seats_check is not in the database",
        "public.colors: row RED is \`{"id":"1","code":"RED","name":"Rot"}\` in the database, \`{"id":"1","code":"RED","name":"Red"}\` in the snapshot",
        "public.colors: row BLUE is not in the database",
        "table public.plates is not in the database",
        "table public.extra is in the database only",
        "enum public.mood is \`GLAD, SAD, ANGRY\` in the database, \`GLAD, SAD\` in the snapshot",
      ]
    `);
  });

  it("R-MCLI-12 and R-MCLI-1/drift: the command prints the list and exits with 1, and changes nothing; after a run it is said that codegen is stale", async () => {
    const { url, dir } = await newProject();
    expect(await run(dir, url, "drift")).toEqual({
      code: 0,
      out: "The database is what the snapshot says.\n",
    });
    expect(await run(dir, url, "up")).toEqual({
      code: 0,
      out: "Nothing to apply: the database is up to date.\n",
    });
    writeFiles(dir, {
      "migrations/2_b.sql":
        "ALTER TABLE cars ADD doors int;\nALTER TABLE cars ADD wheels int;\n-- Down Migration\nALTER TABLE cars DROP doors, DROP wheels;",
    });
    expect(await run(dir, url, "up")).toEqual({
      code: 0,
      out:
        "applied 2_b (… ms)\nThe generated code is out of date, run codegen: public.cars: column doors is in the database only (and 1 more: " +
        "kingpost-migrate drift).\n",
    });
    expect((await run(dir, url, "status")).out.split("\n").at(-2)).toMatch(
      /^The generated code is out of date, run codegen: /,
    );
    expect(await run(dir, url, "drift")).toEqual({
      code: 1,
      out:
        "The database differs from the snapshot (2):\n- public.cars: column doors is in the database only\n- public.cars: column wheels is in the " +
        "database only\nWhen the snapshot is behind, run codegen; what was changed by hand belongs in a migration.\n",
    });
    expect(await run(dir, url, "down")).toEqual({ code: 0, out: "took back 2_b (… ms)\n" });
  });

  it("R-MCLI-11: no snapshot, a broken one, and a configuration that makes no sense are told", async () => {
    const url = await newDatabase();
    const codeOf = async (files: Record<string, string>): Promise<unknown> =>
      errorOf(readDrift({ url, projectDir: newFolder(files) }));
    expect(await codeOf({})).toMatchObject({ code: "SNAPSHOT_MISSING" });
    expect(await codeOf({ "kingpost.config.json": '{ "snapshot": false }' })).toMatchObject({
      code: "SNAPSHOT_MISSING",
    });
    expect(await codeOf({ "kingpost.schema.json": "[" })).toMatchObject({
      code: "SNAPSHOT_INVALID",
    });
    expect(await codeOf({ "kingpost.schema.json": "{}" })).toMatchObject({
      code: "SNAPSHOT_INVALID",
    });
    expect(await codeOf({ "kingpost.config.ts": "export const nothing = 1;" })).toMatchObject({
      code: "CONFIG_INVALID",
    });
    expect(await codeOf({ "kingpost.config.json": '{ "schemas": "public" }' })).toMatchObject({
      code: "CONFIG_INVALID",
      message: "The configuration's schemas has to be a list of texts.",
    });
  });
});
