// The helpers, twice: the statements they give to the builder, and what the database makes of them.
import type { MigrationBuilder } from "node-pg-migrate";
import { describe, expect, it } from "vitest";
import {
  commentData,
  createCreatedAtFunction,
  createEntityTable,
  createEnumTable,
  createManyToManyTable,
  createSubTable,
  createTriggers,
  createUpdatedAtFunction,
  dropEntityTable,
  dropEnumTable,
  dropManyToManyTable,
  foreignKey,
} from "../src/index.ts";
import { columnsOf, constraintsOf, databaseWith, indexesOf, sqlOf } from "./builder.ts";
import { query, thrownBy } from "./scratch.ts";

const makeJoin = (b: MigrationBuilder): void =>
  createManyToManyTable(b, "books_to_tags", "books", "tags");

const makeColors = (b: MigrationBuilder): void =>
  createEnumTable(
    b,
    "colors",
    [
      ["RED", "Red"],
      { code: "GREEN", name: "Green", hex: "0f0", weight: 2, is_bright: true },
      { code: "BLUE", name: "Blue", hex: null },
    ],
    {
      columns: {
        hex: { type: "text" },
        weight: { type: "int", default: 1 },
        is_bright: { type: "boolean" },
      },
    },
  );

const makeFunctions = (b: MigrationBuilder): void => {
  createCreatedAtFunction(b);
  createUpdatedAtFunction(b);
};

const makeBooks = (b: MigrationBuilder): void => {
  createEntityTable(b, "authors", { name: { type: "text", notNull: true } });
  createEntityTable(b, "books", {
    title: { type: "text", notNull: true },
    author_id: foreignKey("authors", { notNull: true, otherFieldName: "works" }),
  });
};

describe("createEntityTable", () => {
  it("R-MIG-1/createEntityTable makes the key, the columns, the version, both timestamps, both triggers and an index on each foreign key", () => {
    expect(
      sqlOf((b) =>
        createEntityTable(b, "books", {
          title: { type: "text", notNull: true },
          author_id: foreignKey("authors", { notNull: true }),
        }),
      ),
    ).toMatchInlineSnapshot(`
      "CREATE TABLE "books" (
        "id" serial PRIMARY KEY,
        "title" text NOT NULL,
        "author_id" integer NOT NULL REFERENCES "authors" DEFERRABLE INITIALLY DEFERRED,
        "version" integer DEFAULT 1 NOT NULL,
        "created_at" timestamptz NOT NULL,
        "updated_at" timestamptz NOT NULL
      );
      CREATE TRIGGER "books_created_at"
        BEFORE INSERT ON "books"
        FOR EACH ROW
        EXECUTE PROCEDURE "trigger_maybe_set_created_at"();
      CREATE TRIGGER "books_updated_at"
        BEFORE UPDATE ON "books"
        FOR EACH ROW
        EXECUTE PROCEDURE "trigger_maybe_set_updated_at"();
      CREATE INDEX "books_author_id_index" ON "books" ("author_id");"
    `);
  });

  it("R-MIG-1/createEntityTable: the database has exactly that", async () => {
    const url = await databaseWith(makeBooks);
    expect(await query(url, columnsOf, ["books"])).toEqual([
      { name: "id", type: "integer", required: true, default: "nextval('books_id_seq'::regclass)" },
      { name: "title", type: "text", required: true, default: null },
      { name: "author_id", type: "integer", required: true, default: null },
      { name: "version", type: "integer", required: true, default: "1" },
      { name: "created_at", type: "timestamp with time zone", required: true, default: null },
      { name: "updated_at", type: "timestamp with time zone", required: true, default: null },
    ]);
    expect(await query(url, constraintsOf, ["books"])).toEqual([
      { sql: "FOREIGN KEY (author_id) REFERENCES authors(id) DEFERRABLE INITIALLY DEFERRED" },
      { sql: "PRIMARY KEY (id)" },
    ]);
    expect(await query(url, indexesOf, ["public.books"])).toEqual([
      { sql: "CREATE INDEX books_author_id_index ON public.books USING btree (author_id)" },
      { sql: "CREATE UNIQUE INDEX books_pkey ON public.books USING btree (id)" },
    ]);
  });

  it("R-MIG-1/createEntityTable: options choose the key's type, name and default, soft deletion, version, timestamps and a comment", async () => {
    const url = await databaseWith((b) => {
      createEntityTable(
        b,
        "plain",
        {},
        { version: false, timestamps: false, comment: "it's plain" },
      );
      createEntityTable(
        b,
        "big",
        {},
        { idType: "bigint", idColumn: "big_id", version: false, timestamps: false },
      );
      createEntityTable(
        b,
        "uids",
        {},
        { idType: "uuid", softDelete: true, version: false, timestamps: false },
      );
      createEntityTable(b, "texts", {}, { idType: "text", version: false, timestamps: false });
      createEntityTable(
        b,
        "counted",
        {},
        { idDefault: "41 + 1", version: false, timestamps: false },
      );
      createEntityTable(
        b,
        "given",
        {},
        { idType: "uuid", idDefault: null, version: false, timestamps: false },
      );
    });
    const columns = async (table: string): Promise<Array<string>> =>
      (await query(url, columnsOf, [table])).map(
        (column) =>
          `${String(column["name"])} ${String(column["type"])} ${String(column["default"])}`,
      );
    expect(await columns("plain")).toEqual(["id integer nextval('plain_id_seq'::regclass)"]);
    expect(await columns("big")).toEqual(["big_id bigint nextval('big_big_id_seq'::regclass)"]);
    expect(await columns("uids")).toEqual([
      "id uuid gen_random_uuid()",
      "deleted_at timestamp with time zone null",
    ]);
    expect(await columns("texts")).toEqual(["id text null"]);
    expect(await columns("counted")).toEqual(["id integer (41 + 1)"]);
    expect(await columns("given")).toEqual(["id uuid null"]);
    expect(await query(url, "SELECT obj_description('plain'::regclass) AS comment")).toEqual([
      { comment: "it's plain" },
    ]);
  });

  it("R-MIG-1/createEntityTable: a unique reference has its index already", async () => {
    const url = await databaseWith((b) => {
      createEntityTable(b, "authors", {});
      createEntityTable(b, "images", {
        author_id: foreignKey("authors", { notNull: true, unique: true }),
      });
    });
    expect(await query(url, indexesOf, ["public.images"])).toEqual([
      { sql: "CREATE UNIQUE INDEX images_author_id_key ON public.images USING btree (author_id)" },
      { sql: "CREATE UNIQUE INDEX images_pkey ON public.images USING btree (id)" },
    ]);
  });

  it("R-MIG-3: it is undone by the automatic way back, and by dropEntityTable", async () => {
    const url = await databaseWith(makeBooks);
    await query(url, sqlOf(makeBooks, true));
    expect(await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual(
      [],
    );
    await query(url, sqlOf(makeBooks));
    await query(
      url,
      sqlOf((b) => {
        dropEntityTable(b, "books");
        dropEntityTable(b, "authors");
      }),
    );
    expect(
      await query(url, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
    ).toEqual([]);
  });
});

describe("the triggers", () => {
  it("R-MIG-1/createTriggers: an INSERT fills the timestamps it left NULL and keeps those it gave", async () => {
    const url = await databaseWith((b) => createEntityTable(b, "books", {}));
    await query(url, "INSERT INTO books DEFAULT VALUES");
    await query(
      url,
      "INSERT INTO books (created_at, updated_at) VALUES ('2001-01-01Z', '2002-02-02Z')",
    );
    expect(
      await query(
        url,
        "SELECT id, created_at > now() - interval '1 minute' AND created_at = updated_at AS fresh, version FROM books ORDER BY id",
      ),
    ).toEqual([
      { id: 1, fresh: true, version: 1 },
      { id: 2, fresh: false, version: 1 },
    ]);
    expect(await query(url, "SELECT created_at, updated_at FROM books WHERE id = 2")).toEqual([
      { created_at: new Date("2001-01-01Z"), updated_at: new Date("2002-02-02Z") },
    ]);
  });

  it("R-MIG-1/createTriggers: an UPDATE moves updated_at on when it left it alone, also twice in one transaction, and keeps what it gave", async () => {
    const url = await databaseWith((b) =>
      createEntityTable(b, "books", { title: { type: "text" } }),
    );
    await query(url, "INSERT INTO books (updated_at) VALUES ('2100-01-01 00:00:00Z')");
    const moved = await query(url, "UPDATE books SET title = 'a' RETURNING updated_at::text");
    expect(moved).toEqual([{ updated_at: "2100-01-01 00:00:00.000001+00" }]);
    expect(await query(url, "UPDATE books SET title = 'b' RETURNING updated_at::text")).toEqual([
      { updated_at: "2100-01-01 00:00:00.000002+00" },
    ]);
    expect(
      await query(url, "UPDATE books SET updated_at = '2003-03-03Z' RETURNING updated_at"),
    ).toEqual([{ updated_at: new Date("2003-03-03Z") }]);
  });

  it("R-MIG-1/createTriggers can be put on a table of one's own", async () => {
    const url = await databaseWith((b) => {
      b.createTable("notes", { created_at: "timestamptz", updated_at: "timestamptz" });
      createTriggers(b, "notes");
    });
    await query(url, "INSERT INTO notes DEFAULT VALUES");
    expect(await query(url, "SELECT created_at IS NOT NULL AS filled FROM notes")).toEqual([
      { filled: true },
    ]);
  });

  it("R-MIG-1/createCreatedAtFunction and R-MIG-1/createUpdatedAtFunction may run again, and are undone by the automatic way back", async () => {
    const url = await databaseWith(() => undefined);
    await query(url, sqlOf(makeFunctions));
    const functions =
      "SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1";
    expect(await query(url, functions)).toEqual([
      { name: "trigger_maybe_set_created_at" },
      { name: "trigger_maybe_set_updated_at" },
    ]);
    await query(url, sqlOf(makeFunctions, true));
    expect(await query(url, functions)).toEqual([]);
  });
});

describe("createSubTable", () => {
  it("R-MIG-1/createSubTable makes a key that refers to the base's, the columns, and an index on each foreign key", () => {
    expect(
      sqlOf((b) => {
        createSubTable(b, "books", "novels", {
          genre: { type: "text", notNull: true },
          author_id: foreignKey("authors", { notNull: false }),
        });
        createSubTable(
          b,
          "books",
          "maps",
          {},
          {
            idColumn: "book_id",
            type: "uuid",
            onDelete: "NO ACTION",
            comment: "Of the world.",
          },
        );
      }),
    ).toMatchInlineSnapshot(`
      "CREATE TABLE "novels" (
        "id" integer PRIMARY KEY NOT NULL REFERENCES "books" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "genre" text NOT NULL,
        "author_id" integer REFERENCES "authors" DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX "novels_author_id_index" ON "novels" ("author_id");
      CREATE TABLE "maps" (
        "book_id" uuid PRIMARY KEY NOT NULL REFERENCES "books" ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
      );
      COMMENT ON TABLE "maps" IS $pga$Of the world.$pga$;"
    `);
  });
});

describe("createEnumTable", () => {
  it("R-MIG-1/createEnumTable makes id, unique code and name, and inserts the rows in their order", async () => {
    expect(sqlOf(makeColors)).toMatchInlineSnapshot(`
      "CREATE TABLE "colors" (
        "id" serial PRIMARY KEY,
        "code" text UNIQUE NOT NULL,
        "name" text NOT NULL,
        "hex" text,
        "weight" integer DEFAULT 1,
        "is_bright" boolean
      );
      INSERT INTO "colors" ("code", "name", "hex", "weight", "is_bright") VALUES
        ('RED', 'Red', DEFAULT, DEFAULT, DEFAULT),
        ('GREEN', 'Green', '0f0', 2, TRUE),
        ('BLUE', 'Blue', NULL, DEFAULT, DEFAULT);"
    `);
    const url = await databaseWith(makeColors);
    expect(await query(url, "SELECT * FROM colors ORDER BY id")).toEqual([
      { id: 1, code: "RED", name: "Red", hex: null, weight: 1, is_bright: null },
      { id: 2, code: "GREEN", name: "Green", hex: "0f0", weight: 2, is_bright: true },
      { id: 3, code: "BLUE", name: "Blue", hex: null, weight: 1, is_bright: null },
    ]);
    await query(url, sqlOf(makeColors, true));
    await query(url, sqlOf(makeColors));
    await query(
      url,
      sqlOf((b) => dropEnumTable(b, "colors")),
    );
    expect(await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual(
      [],
    );
  });

  it("R-MIG-1/createEnumTable refuses a code that is not upper-case letters, digits and underlines", () => {
    for (const code of ["red", "R-D", "", "RÖT", "R D", "RED\n"])
      expect(
        thrownBy(() => sqlOf((b) => createEnumTable(b, "colors", [[code, "Red"]]))),
      ).toMatchObject({
        code: "CODE_INVALID",
        message: `Invalid enum code "${code}": use upper-case letters, digits and underlines.`,
      });
  });
});

describe("createManyToManyTable", () => {
  it("R-MIG-1/createManyToManyTable makes its own key, two deferrable foreign keys that cascade, created_at, a unique pair and an index on the second column", async () => {
    expect(sqlOf(makeJoin)).toMatchInlineSnapshot(`
      "CREATE TABLE "books_to_tags" (
        "id" serial PRIMARY KEY,
        "book_id" integer NOT NULL REFERENCES "books" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "tag_id" integer NOT NULL REFERENCES "tags" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "created_at" timestamptz DEFAULT now() NOT NULL
      );
      CREATE UNIQUE INDEX "books_to_tags_book_id_tag_id_unique_index" ON "books_to_tags" ("book_id", "tag_id");
      CREATE INDEX "books_to_tags_tag_id_index" ON "books_to_tags" ("tag_id");"
    `);
    const url = await databaseWith((b) => {
      createEntityTable(b, "books", {});
      createEntityTable(b, "tags", {});
      makeJoin(b);
    });
    await query(
      url,
      "WITH b AS (INSERT INTO books DEFAULT VALUES), t AS (INSERT INTO tags DEFAULT VALUES) SELECT",
    );
    await query(url, "INSERT INTO books_to_tags (book_id, tag_id) VALUES (1, 1)");
    expect(
      await query(
        url,
        "SELECT id, book_id, tag_id, created_at IS NOT NULL AS timed FROM books_to_tags",
      ),
    ).toEqual([{ id: 1, book_id: 1, tag_id: 1, timed: true }]);
    await query(url, "DELETE FROM tags");
    expect(await query(url, "SELECT id FROM books_to_tags")).toEqual([]);
    await query(
      url,
      sqlOf((b) => dropManyToManyTable(b, "books_to_tags")),
    );
    expect(await query(url, "SELECT to_regclass('books_to_tags') AS found")).toEqual([
      { found: null },
    ]);
  });

  it("R-MIG-1/createManyToManyTable: each side may name its column, its key's type and the collection that leads to it, and the pair may be the key", async () => {
    const url = await databaseWith((b) => {
      createEntityTable(b, "authors", {});
      createEntityTable(b, "events", {}, { idType: "uuid" });
      createManyToManyTable(
        b,
        "friendships",
        "authors",
        { table: "authors", column: "friend_id", collectionName: "friends" },
        { pairKey: true },
      );
      createManyToManyTable(b, "visits", "authors", {
        table: { schema: "public", name: "events" },
        type: "uuid",
      });
    });
    expect(await query(url, constraintsOf, ["friendships"])).toEqual([
      {
        sql: "FOREIGN KEY (author_id) REFERENCES authors(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
      },
      {
        sql: "FOREIGN KEY (friend_id) REFERENCES authors(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
      },
      { sql: "PRIMARY KEY (author_id, friend_id)" },
    ]);
    expect(
      await query(url, "SELECT col_description('friendships'::regclass, 2) AS comment"),
    ).toEqual([{ comment: '[pg-structure]{"fieldName":"friends"}[/pg-structure]' }]);
    expect((await query(url, columnsOf, ["visits"])).map(({ name, type }) => [name, type])).toEqual(
      [
        ["id", "integer"],
        ["author_id", "integer"],
        ["event_id", "uuid"],
        ["created_at", "timestamp with time zone"],
      ],
    );
  });

  it("R-MIG-1/createManyToManyTable asks for a column when both would have one name", () => {
    expect(
      thrownBy(() => sqlOf((b) => createManyToManyTable(b, "pairs", "authors", "authors"))),
    ).toMatchObject({
      code: "MIGRATION_NAME",
      message:
        'Both columns of pairs would be "author_id": give one side a column of its own, { table, column }.',
    });
  });
});

describe("foreignKey and commentData", () => {
  it("R-MIG-1/foreignKey is a deferrable reference with the other key's type", () => {
    expect(foreignKey("authors", { notNull: true })).toEqual({
      type: "integer",
      references: { name: "authors" },
      deferrable: true,
      deferred: true,
      notNull: true,
    });
    expect(
      foreignKey(
        { schema: "s", name: "events" },
        { notNull: false, type: "uuid", onDelete: "SET NULL", unique: true },
      ),
    ).toEqual({
      type: "uuid",
      references: { schema: "s", name: "events" },
      deferrable: true,
      deferred: true,
      notNull: false,
      onDelete: "SET NULL",
      unique: true,
    });
  });

  it("R-MIG-1/foreignKey writes names into the column's comment, beside the words for people", () => {
    expect(
      foreignKey("authors", {
        notNull: true,
        fieldName: "writer",
        otherFieldName: "works",
        comment: "who wrote it",
      }),
    ).toMatchObject({
      comment:
        'who wrote it [pg-structure]{"fieldName":"writer","otherFieldName":"works"}[/pg-structure]',
    });
    expect(foreignKey("authors", { notNull: true, comment: "who wrote it" })).toMatchObject({
      comment: "who wrote it",
    });
  });

  it("R-MIG-1/commentData: a name cannot close the marker", () => {
    expect(commentData({ fieldName: "[/pg-structure]" })).toBe(
      String.raw`[pg-structure]{"fieldName":"\u005b/pg-structure]"}[/pg-structure]`,
    );
  });
});
