// The one query that reads a catalog, sent by the driver as the check at start does it.
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { catalogStatements } from "../../src/catalog/catalogStatements.ts";
import type { DbSchema } from "../../src/catalog/DbSchema.ts";
import { toDbSchema } from "../../src/catalog/toDbSchema.ts";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { useDatabase } from "../driver/useDatabase.ts";

const database = useDatabase();

async function read(
  schemas: ReadonlyArray<string> = ["public"],
  ignored: ReadonlyArray<string> = [],
): Promise<DbSchema> {
  const driver = new PostgresDriver(database.newPool());
  const results = await driver.transact(catalogStatements(schemas), { readOnly: true });
  return toDbSchema(results.at(-1)!.rows[0]![0]!, ignored);
}

it("R-SCHEMA-1: tables of extensions, partitions, other schemas and ignored tables are left out", async () => {
  await database.query(`
    CREATE EXTENSION pg_stat_statements;
    CREATE SCHEMA sales;
    CREATE TABLE sales.orders (id int PRIMARY KEY);
    CREATE TABLE sales.legacy_orders (id int PRIMARY KEY);
    CREATE TABLE logs (id int PRIMARY KEY) PARTITION BY HASH (id);
    CREATE TABLE logs_0 PARTITION OF logs FOR VALUES WITH (MODULUS 1, REMAINDER 0);
    CREATE TABLE migrations (id int PRIMARY KEY);
    CREATE TABLE migrations_of_birds (id int PRIMARY KEY);
    CREATE TABLE "a.b" (id int PRIMARY KEY);
    CREATE VIEW log_ids AS SELECT id FROM logs;
    CREATE MATERIALIZED VIEW log_counts AS SELECT count(*) AS n FROM logs;
  `);
  const names = (schema: DbSchema): ReadonlyArray<string> =>
    schema.tables.map((table) => `${table.schema}.${table.name} (${table.kind})`);
  expect(names(await read(["public", "sales"], ["migrations", "sales.legacy*", "*.b"]))).toEqual([
    "public.log_counts (materialized view)",
    "public.log_ids (view)",
    "public.logs (partitioned table)",
    "public.migrations_of_birds (table)",
    "sales.orders (table)",
  ]);
  expect(names(await read(["nowhere"]))).toEqual([]);
});

it("R-SNAP-1: the answer is the same for every setting of the role", async () => {
  await database.query(`
    CREATE TABLE settings (
      id serial PRIMARY KEY,
      at timestamptz DEFAULT '2020-01-01 00:00:00+05',
      span interval DEFAULT '1 day 2 hours',
      bytes bytea DEFAULT '\\x00ff',
      amount double precision DEFAULT 0.1
    );
  `);
  const plain = await read();
  await database.query(`
    DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
      EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'Asia/Tokyo');
      EXECUTE format('ALTER DATABASE %I SET datestyle = %L', current_database(), 'German');
      EXECUTE format('ALTER DATABASE %I SET intervalstyle = %L', current_database(), 'sql_standard');
      EXECUTE format('ALTER DATABASE %I SET bytea_output = %L', current_database(), 'escape');
      EXECUTE format('ALTER DATABASE %I SET extra_float_digits = %L', current_database(), '-10');
      EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database());
    END $$;
  `);
  expect(await read()).toEqual(plain);
  const table = plain.tables.find(({ name }) => name === "settings");
  expect(table?.columns.map((column) => column.default)).toEqual([
    "nextval('public.settings_id_seq'::regclass)",
    "'2019-12-31 19:00:00+00'::timestamp with time zone",
    "'1 day 02:00:00'::interval",
    String.raw`'\x00ff'::bytea`,
    "0.1",
  ]);
});

it("R-SEQ-1: the sequence of a key is found, whatever it is called and however it is attached", async () => {
  await database.query(`
    CREATE SCHEMA "num bers";
    CREATE SEQUENCE "num bers"."it's a ""seq""";
    CREATE TABLE by_default (id int PRIMARY KEY DEFAULT nextval('"num bers"."it''s a ""seq"""'));
    CREATE TABLE by_identity (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE TABLE by_serial (id smallserial PRIMARY KEY);
    ALTER SEQUENCE by_serial_id_seq RENAME TO renamed;
    CREATE TABLE by_expression (id bigint PRIMARY KEY DEFAULT nextval('renamed') * 2);
    CREATE TABLE by_nobody (id int PRIMARY KEY);
  `);
  const { tables } = await read();
  const sequences = tables
    .filter(({ name }) => name.startsWith("by_"))
    .map(({ name, columns }) => [name, columns[0]!.sequence]);
  expect(sequences).toEqual([
    ["by_default", String.raw`"num bers"."it's a ""seq"""`],
    ["by_expression", undefined],
    ["by_identity", "public.by_identity_id_seq"],
    ["by_nobody", undefined],
    ["by_serial", "public.renamed"],
  ]);
});

it("R-SCHEMA-5: rows are read of what may be an enum, as texts, and of nothing else", async () => {
  await database.query(`
    CREATE TABLE kinds (id bigint PRIMARY KEY, code text, name text, note bytea);
    INSERT INTO kinds VALUES (9007199254740993, E'A\\n\\u0001"\\\\', '</cells>&amp;', '\\x00'), (1, 'B', NULL, NULL);
    CREATE TABLE customers (id int PRIMARY KEY, code text, name text, created_at timestamptz);
    INSERT INTO customers VALUES (1, 'secret', 'secret', now());
    CREATE TABLE no_rows (id int PRIMARY KEY, code text, name text);
  `);
  const { tables } = await read();
  const rows = tables
    .filter(({ name }) => ["kinds", "customers", "no_rows"].includes(name))
    .map((table) => [table.name, table.rows]);
  expect(rows).toEqual([
    ["customers", undefined],
    [
      "kinds",
      [
        { id: "1", code: "B", name: null, note: null },
        {
          id: "9007199254740993",
          code: 'A\n\u0001"\\',
          name: "</cells>&amp;",
          note: String.raw`\x00`,
        },
      ],
    ],
    ["no_rows", []],
  ]);
});

it("R-SCHEMA-5: a role that may not read a table still gets its columns", async () => {
  // Roles belong to the whole server, which may be somebody's: the name is this run's alone.
  const role = `kingpost_reader_${randomBytes(6).toString("hex")}`;
  await database.query(`
    CREATE TABLE secrets (id int PRIMARY KEY, code text, name text);
    CREATE ROLE ${role} LOGIN PASSWORD 'reader';
  `);
  try {
    const url = new URL(database.url);
    url.username = role;
    url.password = "reader";
    const driver = new PostgresDriver(database.newPool({ connectionString: url.href }));
    const results = await driver.transact(catalogStatements(["public"]), { readOnly: true });
    const { tables } = toDbSchema(results.at(-1)!.rows[0]![0]!);
    const table = tables.find(({ name }) => name === "secrets");
    expect([table?.columns.length, table?.rows]).toEqual([3, undefined]);
  } finally {
    await database.query(`DROP ROLE ${role}`);
  }
});
