// What is tried on databases of its own: check, squash, and the structure that both compare.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { readStructure } from "../src/catalog/readStructure.ts";
import {
  checkMigrations,
  migrateDown,
  migrateUp,
  readMigrationStatus,
  squashMigrations,
} from "../src/index.ts";
import { errorOf, migration, newDatabase, newFolder, query, writeFiles } from "./scratch.ts";

/** Everything that a structure can hold, with needs that go against the order of names. */
const everything = {
  "1_base.ts": migration(
    `k.createCreatedAtFunction(b); k.createUpdatedAtFunction(b);
     k.createEnumTable(b, "colors", [["RED", "Red's"], ["BLUE", "Blue"]]);
     k.createEntityTable(b, "cars", { plate: { type: "varchar(10)", notNull: true, unique: true, comment: "it's" }, color_id: k.foreignKey("colors", { notNull: false }) }, { softDelete: true });
     k.createEntityTable(b, "wheels", { car_id: k.foreignKey("cars", { notNull: true }) }, { idType: "bigint", identity: "always" });`,
  ),
  "2_more.sql": `CREATE SCHEMA "Art";
CREATE TYPE "Art".mood AS ENUM ('it''s', 'b');
CREATE TYPE pair AS (a int, b "Art".mood);
CREATE DOMAIN zip AS varchar(5) DEFAULT '00000' NOT NULL CONSTRAINT zip_check CHECK (VALUE ~ '^[0-9]+$');
CREATE FUNCTION area(w int, h int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT w * h; $$;
CREATE TABLE "Art".frames (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), w int, h int CHECK (h > 0), size int GENERATED ALWAYS AS (area(w, h)) STORED,
  mood "Art".mood DEFAULT 'b', zip zip, tags text[] DEFAULT '{}', EXCLUDE USING btree (w WITH =));
CREATE FUNCTION all_frames() RETURNS SETOF "Art".frames LANGUAGE sql AS 'SELECT * FROM "Art".frames';
CREATE VIEW a_view AS SELECT * FROM all_frames();
CREATE MATERIALIZED VIEW sizes AS SELECT size FROM a_view;
CREATE UNIQUE INDEX sizes_size ON sizes (size);
CREATE TABLE logs (at date NOT NULL, note text) PARTITION BY RANGE (at);
CREATE TABLE a_log PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE z_parent (id int);
CREATE TABLE child (more text) INHERITS (z_parent);
CREATE INDEX logs_at ON logs (at) WHERE note IS NOT NULL;
CREATE SEQUENCE counter START 7 INCREMENT 2;
ALTER TABLE "Art".frames ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON "Art".frames FOR SELECT USING (h > 1);
CREATE RULE ignore AS ON DELETE TO z_parent DO INSTEAD NOTHING;
GRANT SELECT ON "Art".frames TO PUBLIC;
COMMENT ON SCHEMA "Art" IS 'Pictures.';
INSERT INTO "Art".frames (id, w, h, zip, tags) VALUES ('00000000-0000-0000-0000-000000000001', 2, 3, '12345', '{a,"b c"}');
INSERT INTO logs VALUES ('2026-05-05', E'two\\nlines');
SELECT nextval('counter');
`,
};

async function structureOf(url: string): Promise<ReadonlyArray<string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const parts = await readStructure(client, [
      "public.pgmigrations",
      "public.kingpost_migrations",
    ]);
    return parts.map(({ sql }) => sql);
  } finally {
    await client.end();
  }
}

describe("check", () => {
  it("R-MCLI-1/check: up, down and up again lead to the same catalog, on a database of its own that is dropped", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_a.ts": migration(
        `k.createCreatedAtFunction(b); k.createUpdatedAtFunction(b); k.createEntityTable(b, "cars", { plate: { type: "text" } });`,
      ),
      "2_b.ts": migration(
        `k.addColumns(b, "cars", { seats: { type: "int" } }); k.createIndexConcurrently(b, "cars", ["seats"]);`,
      ),
    });
    expect(await checkMigrations({ url, dir })).toEqual({
      files: 2,
      findings: [],
      irreversible: undefined,
    });
    expect(
      await query(url, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
    ).toEqual([]);
    expect(
      await query(url, "SELECT datname FROM pg_database WHERE datname LIKE 'kingpost_trial%'"),
    ).toEqual([]);
  });

  it("R-MCLI-1/check: what a way back leaves behind, or takes too much of, is told by its file and once; what has no way back is named", async () => {
    const url = await newDatabase();
    const dir = newFolder({
      "1_a.sql": "CREATE TABLE a (id int, keep text DEFAULT 'x');",
      "2_b.ts": migration(
        `b.sql("CREATE TABLE b (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");`,
        `b.sql("DROP TABLE b; ALTER TABLE a ALTER keep DROP DEFAULT");`,
      ),
      "3_c.ts": migration(`b.createTable("c", { id: "id" });`),
    });
    writeFiles(dir, {
      "2_b.ts": migration(
        `b.sql("CREATE TABLE b (id int); CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");`,
        `b.sql("DROP TABLE b; ALTER TABLE a ALTER keep DROP DEFAULT");`,
      ),
    });
    expect(await checkMigrations({ url, dir })).toEqual({
      files: 3,
      irreversible: "1_a.sql",
      findings: [
        {
          file: "2_b.ts",
          direction: "down",
          differences: [
            "table public.a was `CREATE TABLE public.a ( id integer, keep text DEFAULT 'x'::text )` and is `CREATE TABLE public.a ( id integer, keep text )`",
            "function public.f() is left over",
          ],
        },
        {
          file: "2_b.ts",
          direction: "up",
          differences: [
            "table public.a was `CREATE TABLE public.a ( id integer, keep text DEFAULT 'x'::text )` and is `CREATE TABLE public.a ( id integer, keep text )`",
          ],
        },
      ],
    });
  });
});

describe("squash", () => {
  it("R-MCLI-13 and R-MCLI-1/dump: the structure of a database makes the same structure on another one", async () => {
    const url = await newDatabase();
    await migrateUp({ url, dir: newFolder(everything) });
    const made = await structureOf(url);
    const other = await newDatabase();
    await query(other, made.join(";\n"));
    expect(await structureOf(other)).toEqual(made);
    expect(made.map((sql) => sql.split(/[\n(]/)[0]?.slice(0, 60).trim())).toMatchInlineSnapshot(`
      [
        "CREATE SCHEMA "Art"",
        "CREATE TYPE "Art".mood AS ENUM",
        "CREATE DOMAIN public.zip AS character varying",
        "CREATE OR REPLACE FUNCTION public.area",
        "CREATE TABLE "Art".frames",
        "CREATE OR REPLACE FUNCTION public.all_frames",
        "CREATE OR REPLACE FUNCTION public.trigger_maybe_set_created_",
        "CREATE OR REPLACE FUNCTION public.trigger_maybe_set_updated_",
        "CREATE VIEW public.a_view AS",
        "CREATE MATERIALIZED VIEW public.sizes AS",
        "CREATE SEQUENCE public.cars_id_seq AS integer START 1 INCREM",
        "CREATE SEQUENCE public.colors_id_seq AS integer START 1 INCR",
        "CREATE SEQUENCE public.counter AS bigint START 7 INCREMENT 2",
        "CREATE TABLE public.logs",
        "CREATE TABLE public.a_log PARTITION OF public.logs FOR VALUE",
        "CREATE TABLE public.cars",
        "CREATE TABLE public.z_parent",
        "CREATE TABLE public.child",
        "CREATE TABLE public.colors",
        "CREATE TABLE public.wheels",
        "CREATE TYPE public.pair AS",
        "ALTER SEQUENCE public.cars_id_seq OWNED BY public.cars.id",
        "ALTER SEQUENCE public.colors_id_seq OWNED BY public.colors.i",
        "ALTER TABLE "Art".frames ADD CONSTRAINT frames_h_check CHECK",
        "ALTER TABLE "Art".frames ADD CONSTRAINT frames_pkey PRIMARY",
        "ALTER TABLE "Art".frames ADD CONSTRAINT frames_w_excl EXCLUD",
        "ALTER TABLE public.cars ADD CONSTRAINT cars_pkey PRIMARY KEY",
        "ALTER TABLE public.cars ADD CONSTRAINT cars_plate_key UNIQUE",
        "ALTER TABLE public.colors ADD CONSTRAINT colors_code_key UNI",
        "ALTER TABLE public.colors ADD CONSTRAINT colors_pkey PRIMARY",
        "ALTER TABLE public.wheels ADD CONSTRAINT wheels_pkey PRIMARY",
        "CREATE INDEX cars_color_id_index ON public.cars USING btree",
        "CREATE INDEX logs_at ON public.logs USING btree",
        "CREATE UNIQUE INDEX sizes_size ON public.sizes USING btree",
        "CREATE INDEX wheels_car_id_index ON public.wheels USING btre",
        "ALTER TABLE public.cars ADD CONSTRAINT cars_color_id_fkey FO",
        "ALTER TABLE public.wheels ADD CONSTRAINT wheels_car_id_fkey",
        "CREATE RULE ignore AS",
        "CREATE TRIGGER cars_created_at BEFORE INSERT ON public.cars",
        "CREATE TRIGGER cars_updated_at BEFORE UPDATE ON public.cars",
        "CREATE TRIGGER wheels_created_at BEFORE INSERT ON public.whe",
        "CREATE TRIGGER wheels_updated_at BEFORE UPDATE ON public.whe",
        "CREATE POLICY seen ON "Art".frames AS PERMISSIVE FOR SELECT",
        "ALTER TABLE "Art".frames ENABLE ROW LEVEL SECURITY",
        "COMMENT ON COLUMN public.cars.plate IS 'it''s'",
        "COMMENT ON SCHEMA "Art" IS 'Pictures.'",
        "GRANT SELECT ON TABLE "Art".frames TO PUBLIC",
      ]
    `);
  });

  it("R-MCLI-1/squash: one baseline takes the place of the files; new databases run it, those that have them all take it for applied", async () => {
    const [old, fresh] = [await newDatabase(), await newDatabase()];
    const dir = newFolder(everything);
    await migrateUp({ url: old, dir });
    writeFiles(dir, { "3_next.ts": migration(`b.createTable("next", { id: "id" });`) });
    const { path, replaced } = await squashMigrations({ url: old, dir, to: "2_more" });
    expect([path, replaced]).toEqual([join(dir, "2_baseline.sql"), ["1_base.ts", "2_more.sql"]]);
    expect(readdirSync(dir)).toEqual(["2_baseline.sql", "3_next.ts"]);
    expect(readFileSync(path, "utf8").split("\n").slice(1, 3)).toEqual([
      expect.stringMatching(/^-- Replaces: 1_base [0-9a-f]{64}$/),
      expect.stringMatching(/^-- Replaces: 2_more [0-9a-f]{64}$/),
    ]);
    expect(
      (await readMigrationStatus({ url: old, dir })).map(({ name, state }) => [name, state]),
    ).toEqual([
      ["2_baseline", "applied"],
      ["3_next", "pending"],
    ]);
    expect(await migrateUp({ url: old, dir })).toEqual({ ran: ["3_next"] });
    expect(await query(old, "SELECT name FROM pgmigrations ORDER BY run_on, id")).toEqual([
      { name: "2_baseline" },
      { name: "3_next" },
    ]);
    expect(await migrateUp({ url: fresh, dir })).toEqual({ ran: ["2_baseline", "3_next"] });
    expect(await structureOf(fresh)).toEqual(await structureOf(old));
    const rows = `SELECT (SELECT json_agg(c) FROM colors c) AS colors, (SELECT json_agg(f) FROM "Art".frames f) AS frames, (SELECT json_agg(l) FROM logs l) AS logs, nextval('counter') AS next`;
    expect(await query(fresh, rows)).toEqual(await query(old, rows));
    expect(await migrateDown({ url: old, dir })).toEqual({ ran: ["3_next"] });
    expect(await errorOf(migrateDown({ url: old, dir }))).toMatchObject({
      code: "MIGRATION_IRREVERSIBLE",
      file: "2_baseline.sql",
    });
  });

  it("R-MCLI-1/squash: a database that has a part of what was squashed is refused", async () => {
    const url = await newDatabase();
    const dir = newFolder({ "1_a.sql": "SELECT 1;", "2_b.sql": "SELECT 2;" });
    await migrateUp({ url, dir, count: 1 });
    await squashMigrations({ url, dir });
    expect(await errorOf(migrateUp({ url, dir }))).toMatchObject({
      code: "SQUASH_PARTIAL",
      message:
        "This database has 1 of the 2 migrations that 2_baseline.sql stands for (edited ones do not count). Bring it up with the files as they " +
        "were before they were squashed, then run again.",
    });
  });

  it("R-MCLI-1/squash: nothing is written when the baseline would make something else", async () => {
    const url = await newDatabase();
    const files = {
      "1_a.sql": "CREATE TABLE a (id int);",
      "2_b.sql":
        "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);\nALTER TABLE a ADD s int;\nCREATE VIEW v AS SELECT total(id) FROM a;",
    };
    const dir = newFolder(files);
    expect(await errorOf(squashMigrations({ url, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
    });
    expect(readdirSync(dir)).toEqual(Object.keys(files));
  });
});
