// The helpers that change what is there: values of enums, columns, names, and changes in steps on tables that are in use.
import { describe, expect, it } from "vitest";
import { enumArrayColumn, migrateDown, migrateUp } from "../src/index.ts";
import * as k from "../src/index.ts";
import { columnsOf, constraintsOf, indexesOf, sqlOf } from "./builder.ts";
import {
  errorOf,
  migration,
  newDatabase,
  newFolder,
  query,
  thrownBy,
  writeFiles,
} from "./scratch.ts";

/** A database on which migrations were run, and the means to run more. */
async function migrated(
  ...ups: ReadonlyArray<string>
): Promise<{ url: string; dir: string; next: (up: string, down?: string) => Promise<unknown> }> {
  const url = await newDatabase();
  const dir = newFolder({
    "0_functions.ts": migration("k.createCreatedAtFunction(b); k.createUpdatedAtFunction(b);"),
  });
  let count = 0;
  const next = async (up: string, down?: string): Promise<unknown> => {
    count += 1;
    writeFiles(dir, { [`${count}_step.ts`]: migration(up, down) });
    return migrateUp({ url, dir });
  };
  for (const up of ups) await next(up);
  if (count === 0) await migrateUp({ url, dir });
  return { url, dir, next };
}

const colors = `k.createEnumTable(b, "colors", [["RED", "Red"], ["BLUE", "Blue"]]);`;
const cars = `k.createEntityTable(b, "cars", {
  color_id: k.foreignKey("colors", { notNull: false }), paints: k.enumArrayColumn("colors") });`;

describe("keys of every type", () => {
  it("R-MIG-1/createEntityTable: a key may be an identity or a uuid of version 7, and so may that of a join table and of an enum", async () => {
    const { url } = await migrated(
      `k.createEntityTable(b, "always", {}, { identity: "always", version: false, timestamps: false });
       k.createEntityTable(b, "wide", {}, { idType: "bigint", identity: "by default", version: false, timestamps: false });
       k.createEntityTable(b, "timed", {}, { idType: "uuid7", version: false, timestamps: false });
       k.createManyToManyTable(b, "timed_to_wide", { table: "timed", type: "uuid" }, { table: "wide", type: "bigint" }, { idType: "uuid7" });
       k.createEnumTable(b, "sizes", [["S", "Small"]], { idType: "text" });
       k.createEnumTable(b, "moods", [["GLAD", "Glad"]], { idType: "smallint" });
       k.createEnumTable(b, "states", [["ON", "On"]], { idType: "uuid" });
       k.addEnumValue(b, "sizes", ["L", "Large"], {}, { idType: "text" });`,
    );
    expect(
      await query(
        url,
        "SELECT c.relname AS table, format_type(a.atttypid, a.atttypmod) AS type, a.attidentity AS identity, pg_get_expr(d.adbin, d.adrelid) AS default " +
          "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum " +
          "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'pgmigrations' ORDER BY 1",
      ),
    ).toEqual([
      { table: "always", type: "integer", identity: "a", default: null },
      {
        table: "moods",
        type: "smallint",
        identity: "",
        default: "nextval('moods_id_seq'::regclass)",
      },
      { table: "sizes", type: "text", identity: "", default: null },
      { table: "states", type: "uuid", identity: "", default: "gen_random_uuid()" },
      { table: "timed", type: "uuid", identity: "", default: "uuidv7()" },
      { table: "timed_to_wide", type: "uuid", identity: "", default: "uuidv7()" },
      { table: "wide", type: "bigint", identity: "d", default: null },
    ]);
    expect(await query(url, "SELECT * FROM sizes ORDER BY id")).toEqual([
      { id: "L", code: "L", name: "Large" },
      { id: "S", code: "S", name: "Small" },
    ]);
  });
});

describe("values of enums", () => {
  it("R-MIG-1/addEnumValue adds a row with its extra columns, quoted, and the automatic way back takes it away", async () => {
    const { url, dir, next } = await migrated(
      `k.createEnumTable(b, "colors", [["RED", "Red"]], { columns: { hex: { type: "text" } } });`,
    );
    await next(`k.addEnumValue(b, "colors", ["GREEN", "Green's \\\\ '' own"], { hex: "0f0" });`);
    expect(await query(url, "SELECT * FROM colors ORDER BY id")).toEqual([
      { id: 1, code: "RED", name: "Red", hex: null },
      { id: 2, code: "GREEN", name: String.raw`Green's \ '' own`, hex: "0f0" },
    ]);
    await migrateDown({ url, dir });
    expect(await query(url, "SELECT code FROM colors")).toEqual([{ code: "RED" }]);
    expect(
      thrownBy(() => sqlOf((b) => k.addEnumValue(b, "colors", ["green", "Green"]))),
    ).toMatchObject({
      code: "CODE_INVALID",
      message: 'Invalid enum code "green": use upper-case letters, digits and underlines.',
    });
  });

  it("R-MIG-1/addEnumValue: updateEnumValue gives another code and name, and fails for a code that is not there", async () => {
    const { url, next } = await migrated(colors);
    await next(
      `k.updateEnumValue(b, { schema: "public", name: "colors" }, "RED", ["ROUGE", "l'rouge"]);`,
    );
    expect(await query(url, "SELECT id, code, name FROM colors ORDER BY id")).toEqual([
      { id: 1, code: "ROUGE", name: "l'rouge" },
      { id: 2, code: "BLUE", name: "Blue" },
    ]);
    expect(
      await errorOf(next(`k.updateEnumValue(b, "colors", "RED", ["RUBY", "Ruby"]);`)),
    ).toMatchObject({
      code: "MIGRATION_FAILED",
      message: expect.stringMatching(/Postgres: P0002: "colors" has no code RED$/),
    });
  });

  it("R-MIG-1/addEnumValue: removeEnumValue fails while a foreign key or an array holds the value, and replaces it where told to", async () => {
    const { url, dir } = await migrated(colors, cars);
    await query(url, "INSERT INTO cars (color_id, paints) VALUES (1, '{1,2}'), (2, '{2}')");
    const last = async (): Promise<string> =>
      String(((await errorOf(migrateUp({ url, dir }))) as Error).message.split("\n").at(-1));
    writeFiles(dir, { "9_remove.ts": migration(`k.removeEnumValue(b, "colors", "RED");`) });
    expect(await last()).toBe(
      "Postgres: 23503: 1 rows of cars have RED in color_id: say what takes its place with replaceWith",
    );
    await query(url, "UPDATE cars SET color_id = NULL");
    expect(await last()).toBe(
      "Postgres: 23503: 1 rows of cars have RED in paints: say what takes its place with replaceWith",
    );
    await query(url, "UPDATE cars SET color_id = id");
    writeFiles(dir, { "9_remove.ts": migration(`k.removeEnumValue(b, "colors", "GREY");`) });
    expect(await last()).toBe('Postgres: P0002: "colors" has no code GREY');
    writeFiles(dir, {
      "9_remove.ts": migration(`k.removeEnumValue(b, "colors", "RED", { replaceWith: "BLUE" });`),
    });
    await migrateUp({ url, dir });
    expect(await query(url, "SELECT color_id, paints FROM cars ORDER BY id")).toEqual([
      { color_id: 2, paints: [2, 2] },
      { color_id: 2, paints: [2] },
    ]);
    expect(await query(url, "SELECT code FROM colors")).toEqual([{ code: "BLUE" }]);
  });

  it("R-MIG-1/enumArrayColumn is a list of keys, empty by default, that says in its comment of what", () => {
    expect([
      enumArrayColumn("colors"),
      enumArrayColumn({ schema: "art", name: "colors" }, { notNull: true, type: "text[]" }),
    ]).toEqual([
      { type: "integer[]", default: "{}", comment: "enum=colors" },
      { type: "text[]", default: "{}", notNull: true, comment: "enum=art.colors" },
    ]);
    expect(
      sqlOf((b) =>
        k.createEntityTable(
          b,
          "cars",
          { paints: enumArrayColumn("colors") },
          { version: false, timestamps: false },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "CREATE TABLE "cars" (
        "id" serial PRIMARY KEY,
        "paints" integer[] DEFAULT '{}'
      );
      COMMENT ON COLUMN "cars"."paints" IS $pga$enum=colors$pga$;"
    `);
  });
});

describe("columns and tables", () => {
  it("R-MIG-1/addColumns adds the columns and an index on each foreign key, and is undone automatically", async () => {
    const { url, dir, next } = await migrated(
      colors,
      `k.createEntityTable(b, "cars", {}, { version: false, timestamps: false });`,
    );
    await next(
      `k.addColumns(b, "cars", { note: { type: "text", default: "it's" }, color_id: k.foreignKey("colors", { notNull: false }) });`,
    );
    expect((await query(url, columnsOf, ["cars"])).slice(1)).toEqual([
      { name: "note", type: "text", required: false, default: "'it''s'::text" },
      { name: "color_id", type: "integer", required: false, default: null },
    ]);
    expect((await query(url, indexesOf, ["public.cars"])).slice(0, 1)).toEqual([
      { sql: "CREATE INDEX cars_color_id_index ON public.cars USING btree (color_id)" },
    ]);
    await migrateDown({ url, dir });
    expect((await query(url, columnsOf, ["cars"])).map(({ name }) => name)).toEqual(["id"]);
  });

  it("R-MIG-1/addPolymorphicCheck lets at most one be set, or exactly one", () => {
    expect(
      sqlOf((b) => {
        k.addPolymorphicCheck(b, "comments", ["parent_a_id", 'parent_"b"_id'], { notNull: false });
        k.addPolymorphicCheck(b, { schema: "s", name: "comments" }, ["a_id", "b_id"], {
          notNull: true,
        });
      }),
    ).toMatchInlineSnapshot(`
      "ALTER TABLE "comments"
        ADD CONSTRAINT "comments_parent_a_id_parent_""b""_id_check" CHECK (num_nonnulls("parent_a_id", "parent_""b""_id") <= 1);
      ALTER TABLE "s"."comments"
        ADD CONSTRAINT "comments_a_id_b_id_check" CHECK (num_nonnulls("a_id", "b_id") = 1);"
    `);
  });

  it("R-MIG-1/addVersionColumn adds the optimistic lock", () => {
    expect(sqlOf((b) => k.addVersionColumn(b, "books"))).toMatchInlineSnapshot(`
      "ALTER TABLE "books"
        ADD "version" integer DEFAULT 1 NOT NULL;"
    `);
  });

  it("R-MIG-1/createRecalcQueueTable keeps one entry per entity and member", async () => {
    const { url, dir } = await migrated("k.createRecalcQueueTable(b);");
    const insert =
      "INSERT INTO kingpost_recalc_queue (type, key, member) VALUES ('Author', '1', 'bookCount')";
    await query(url, insert);
    expect(await errorOf(query(url, insert))).toMatchObject({ code: "23505" });
    expect(
      await query(
        url,
        "SELECT type, key, member, attempts, last_error, due_at <= now() AS due FROM kingpost_recalc_queue",
      ),
    ).toEqual([
      { type: "Author", key: "1", member: "bookCount", attempts: 0, last_error: null, due: true },
    ]);
    await migrateDown({ url, dir });
    expect(await query(url, "SELECT to_regclass('kingpost_recalc_queue') AS found")).toEqual([
      { found: null },
    ]);
  });

  it("R-MIG-1/renameRelation writes the names into the column's comment", () => {
    expect(
      sqlOf((b) =>
        k.renameRelation(b, "books", "author_id", {
          fieldName: "writer",
          otherFieldName: "works",
          comment: "it's theirs",
        }),
      ),
    ).toMatchInlineSnapshot(
      `"COMMENT ON COLUMN "books"."author_id" IS $pga$it's theirs [pg-structure]{"fieldName":"writer","otherFieldName":"works"}[/pg-structure]$pga$;"`,
    );
  });

  it("R-MIG-3: renameTable and renameColumn take along what is named after them, and are undone automatically", async () => {
    const { url, dir, next } = await migrated(
      colors,
      `k.createEntityTable(b, "old%cars", { "color%id": k.foreignKey("colors", { notNull: false }), plate: { type: "text", unique: true } });`,
    );
    const names = async (): Promise<ReadonlyArray<unknown>> =>
      (
        await query(
          url,
          "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname LIKE '%cars%' " +
            "UNION ALL SELECT conname FROM pg_constraint WHERE conname LIKE '%cars%' AND contype IN ('f', 'p', 'u') " +
            "UNION ALL SELECT tgname FROM pg_trigger WHERE tgname LIKE '%cars%' ORDER BY 1",
        )
      ).map(({ name }) => name);
    const before = await names();
    await next(
      `k.renameTable(b, "old%cars", "cars's"); k.renameColumn(b, "cars's", "color%id", "paint_id");`,
    );
    expect(await names()).toMatchInlineSnapshot(`
      [
        "cars's",
        "cars's_created_at",
        "cars's_id_seq",
        "cars's_paint_id_fkey",
        "cars's_paint_id_index",
        "cars's_pkey",
        "cars's_pkey",
        "cars's_plate_key",
        "cars's_plate_key",
        "cars's_updated_at",
      ]
    `);
    await migrateDown({ url, dir });
    expect(await names()).toEqual(before);
  });
});

describe("changes in steps", () => {
  const books = `b.createTable("books", { id: "id", title: "text", pages: "integer", author_id: "integer" });
    b.createTable("authors", { id: "id" }); b.sql("INSERT INTO books (title, pages) SELECT 'T' || i, i FROM generate_series(1, 25) i");`;

  it("R-MIG-11: an index, a check, a foreign key and NOT NULL are added without a lock that stops others for long", async () => {
    const { url, dir, next } = await migrated(books);
    expect(
      sqlOf((b) => {
        k.setNotNullInSteps(b, "books", "title");
        k.createIndexConcurrently(b, { schema: "public", name: "books" }, ["title", "pages"], {
          unique: true,
          where: "pages > 3",
        });
        k.addCheckInSteps(b, "books", "books_pages_check", "pages > 0");
        k.addForeignKeyInSteps(b, "books", "author_id", "authors", { onDelete: "SET NULL" });
      }),
    ).toMatchInlineSnapshot(`
      "ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_title_not_null_check";
      ALTER TABLE "books" ADD CONSTRAINT "books_title_not_null_check" CHECK ("title" IS NOT NULL) NOT VALID;
      ALTER TABLE "books" VALIDATE CONSTRAINT "books_title_not_null_check";
      ALTER TABLE "books" ALTER "title" SET NOT NULL;
      ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_title_not_null_check";
      DROP INDEX CONCURRENTLY IF EXISTS "public"."books_title_pages_unique_index";
      CREATE UNIQUE INDEX CONCURRENTLY "books_title_pages_unique_index" ON "public"."books" USING "btree" ("title", "pages") WHERE (pages > 3);
      ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_pages_check";
      ALTER TABLE "books" ADD CONSTRAINT "books_pages_check" CHECK (pages > 0) NOT VALID;
      ALTER TABLE "books" VALIDATE CONSTRAINT "books_pages_check";
      DROP INDEX CONCURRENTLY IF EXISTS "books_author_id_index";
      CREATE INDEX CONCURRENTLY "books_author_id_index" ON "books" USING "btree" ("author_id");
      ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_author_id_fkey";
      ALTER TABLE "books" ADD CONSTRAINT "books_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
      ALTER TABLE "books" VALIDATE CONSTRAINT "books_author_id_fkey";"
    `);
    const up = `k.setNotNullInSteps(b, "books", "title"); k.createIndexConcurrently(b, "books", ["title", "pages"], { unique: true });
      k.addCheckInSteps(b, "books", "books_pages_check", "pages > 0"); k.addForeignKeyInSteps(b, "books", "author_id", "authors");`;
    const shape = async (): Promise<unknown> => [
      await query(url, columnsOf, ["books"]),
      await query(url, indexesOf, ["public.books"]),
      await query(url, constraintsOf, ["books"]),
    ];
    const before = await shape();
    await next(up);
    expect(await shape()).toMatchInlineSnapshot(`
      [
        [
          {
            "default": "nextval('books_id_seq'::regclass)",
            "name": "id",
            "required": true,
            "type": "integer",
          },
          {
            "default": null,
            "name": "title",
            "required": true,
            "type": "text",
          },
          {
            "default": null,
            "name": "pages",
            "required": false,
            "type": "integer",
          },
          {
            "default": null,
            "name": "author_id",
            "required": false,
            "type": "integer",
          },
        ],
        [
          {
            "sql": "CREATE INDEX books_author_id_index ON public.books USING btree (author_id)",
          },
          {
            "sql": "CREATE UNIQUE INDEX books_pkey ON public.books USING btree (id)",
          },
          {
            "sql": "CREATE UNIQUE INDEX books_title_pages_unique_index ON public.books USING btree (title, pages)",
          },
        ],
        [
          {
            "sql": "FOREIGN KEY (author_id) REFERENCES authors(id) DEFERRABLE INITIALLY DEFERRED",
          },
          {
            "sql": "PRIMARY KEY (id)",
          },
        ],
      ]
    `);
    await migrateDown({ url, dir });
    expect(await shape()).toEqual(before);
  });

  it("R-MIG-11: an index that a broken attempt left invalid is made anew", async () => {
    const { url, dir, next } = await migrated(books, `b.sql("UPDATE books SET title = 'same'");`);
    const up = `k.createIndexConcurrently(b, "books", ["title"], { unique: true });`;
    expect(await errorOf(next(up))).toMatchObject({ code: "MIGRATION_FAILED" });
    const valid =
      "SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'books_title_unique_index'::regclass";
    expect(await query(url, valid)).toEqual([{ valid: false }]);
    await query(url, "UPDATE books SET title = 'T' || id");
    await k.migrateRedo({ url, dir });
    expect(await query(url, valid)).toEqual([{ valid: true }]);
  });

  it("R-MIG-11: updateInBatches changes what is left to change, a transaction per batch", async () => {
    const { url, next } = await migrated(books, `b.sql("CREATE TABLE seen (tx bigint)");`);
    await query(
      url,
      "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (txid_current()); RETURN NULL; END $$; " +
        "CREATE TRIGGER note AFTER UPDATE ON books FOR EACH ROW EXECUTE FUNCTION note()",
    );
    await next(
      `k.updateInBatches(b, "books", { set: "title = 'it''s'", where: "title <> 'it''s'", size: 10, pauseMs: 1 });`,
    );
    expect(
      await query(url, "SELECT count(*)::int AS rows FROM books WHERE title = 'it''s'"),
    ).toEqual([{ rows: 25 }]);
    expect(
      await query(url, "SELECT count(*)::int AS rows FROM seen GROUP BY tx ORDER BY tx"),
    ).toEqual([{ rows: 10 }, { rows: 10 }, { rows: 5 }]);
  });

  it("R-MIG-11: a column changes its type and name while both versions of the application write", async () => {
    const { url, next } = await migrated(books);
    const begin = `k.beginColumnChange(b, "books", "pages", { to: "length", type: "text", forward: (old) => "'p' || " + old, backward: (value) => "substr(" + value + ", 2)::int", size: 10 });`;
    await next(begin);
    await query(
      url,
      "UPDATE books SET pages = 100 WHERE id = 1; UPDATE books SET length = 'p200' WHERE id = 2",
    );
    await query(
      url,
      "INSERT INTO books (pages) VALUES (7); INSERT INTO books (length) VALUES ('p8'); INSERT INTO books (title) VALUES ('none')",
    );
    expect(
      await query(
        url,
        "SELECT id, pages, length FROM books WHERE id IN (1, 2, 3) OR id > 25 ORDER BY id",
      ),
    ).toEqual([
      { id: 1, pages: 100, length: "p100" },
      { id: 2, pages: 200, length: "p200" },
      { id: 3, pages: 3, length: "p3" },
      { id: 26, pages: 7, length: "p7" },
      { id: 27, pages: 8, length: "p8" },
      { id: 28, pages: null, length: null },
    ]);
    await next(`k.finishColumnChange(b, "books", "pages", { to: "length", keepName: true });`, "");
    expect((await query(url, columnsOf, ["books"])).map(({ name, type }) => [name, type])).toEqual([
      ["id", "integer"],
      ["title", "text"],
      ["author_id", "integer"],
      ["pages", "text"],
    ]);
    expect(
      await query(url, "SELECT count(*)::int AS left FROM pg_trigger WHERE tgname LIKE '%_change'"),
    ).toEqual([{ left: 0 }]);
  });
});
