// Names and texts given to the helpers: long ones, hostile ones, and in any schema.
import type { ColumnDefinitions } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import {
  createCreatedAtFunction,
  createEntityTable,
  createEnumTable,
  createManyToManyTable,
  createUpdatedAtFunction,
  dropManyToManyTable,
  foreignKey,
} from "../src/index.ts";
import { columnsOf, databaseWith, indexesOf, sqlOf } from "./builder.ts";
import { newDatabase, query, thrownBy } from "./scratch.ts";

const table = (name: string): { schema: string; name: string } => ({ schema: "shop", name });

describe("names and texts", () => {
  const hostile = [
    'it"s',
    "it's",
    "a; DROP TABLE x; --",
    "sp ace)",
    "$pga$",
    "{table}",
    "ünïcödé",
    "\\",
    "a\nb",
  ];

  it("R-MIG-2: all helpers take { schema, name }", async () => {
    const url = await newDatabase();
    await query(
      url,
      sqlOf((b) => {
        createCreatedAtFunction(b);
        createUpdatedAtFunction(b);
        b.createSchema("shop");
        createEntityTable(b, table("books"), {});
        createEntityTable(b, table("tags"), {
          book_id: foreignKey(table("books"), { notNull: false }),
        });
        createEnumTable(b, table("colors"), [["RED", "Red"]]);
        createManyToManyTable(
          b,
          table("books_to_tags"),
          { table: table("books") },
          { table: table("tags") },
        );
        dropManyToManyTable(b, table("books_to_tags"));
        createManyToManyTable(
          b,
          table("books_to_tags"),
          { table: table("books") },
          { table: table("tags") },
        );
      }),
    );
    expect(
      await query(
        url,
        "SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'shop') ORDER BY 2",
      ),
    ).toEqual(
      ["books", "books_to_tags", "colors", "tags"].map((name) => ({ schema: "shop", name })),
    );
    expect(await query(url, indexesOf, ["shop.tags"])).toEqual([
      { sql: "CREATE INDEX tags_book_id_index ON shop.tags USING btree (book_id)" },
      { sql: "CREATE UNIQUE INDEX tags_pkey ON shop.tags USING btree (id)" },
    ]);
  });

  it("R-MIG-2: names of indexes and triggers stay within 63 bytes and apart from each other", async () => {
    const longName = "a_table_with_a_rather_long_name_that_leaves_little_room_for_more";
    const column = "a_column_with_a_rather_long_name";
    const url = await databaseWith((b) => {
      createEntityTable(b, "authors", {});
      createEntityTable(b, longName.slice(0, 60), {
        [`${column}_1`]: foreignKey("authors", { notNull: false }),
        [`${column}_2`]: foreignKey("authors", { notNull: false }),
        öööööööööööööööööööööööööö: foreignKey("authors", { notNull: false }),
      });
    });
    const names = await query(
      url,
      "SELECT relname AS name FROM pg_class WHERE relkind = 'i' UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    );
    const mine = names.map(({ name }) => String(name)).filter((name) => name.startsWith("a_table"));
    expect(mine.filter((name) => Buffer.byteLength(name) > 63)).toEqual([]);
    expect(mine.filter((name) => /_[0-9a-f]{8}$/.test(name)).length).toBe(5);
    expect(new Set(mine).size).toBe(mine.length);
  });

  it("R-MIG-4: hostile names of tables and columns are names and nothing else", async () => {
    const plain = hostile.filter((name) => !name.includes("\n"));
    const columns: ColumnDefinitions = Object.fromEntries(
      plain.map((name) => [
        name,
        foreignKey("x", { notNull: false, otherFieldName: name, comment: name }),
      ]),
    );
    const url = await databaseWith((b) => {
      createEntityTable(b, "x", {});
      for (const name of hostile) createEntityTable(b, name, columns, { comment: name });
      for (const name of hostile)
        createEnumTable(b, `enum ${name}`, [["A", name]], { comment: name });
      createManyToManyTable(
        b,
        `join ${hostile.join("")}`.slice(0, 40),
        { table: 'it"s', column: "on; e'" },
        { table: "sp ace)", column: 'tw"o', collectionName: "';" },
      );
    });
    for (const name of hostile) {
      const quoted = escapeIdentifier(name);
      expect(await query(url, "SELECT obj_description($1::regclass) AS comment", [quoted])).toEqual(
        [{ comment: name }],
      );
      expect(
        (await query(url, columnsOf, [quoted])).slice(1, -3).map((column) => column["name"]),
      ).toEqual(plain);
      expect(await query(url, `SELECT name FROM ${escapeIdentifier(`enum ${name}`)}`)).toEqual([
        { name },
      ]);
    }
  });

  it("R-MIG-4: texts with any number and kind of quotes arrive as they are", async () => {
    const texts = [
      "'",
      "''",
      "'''",
      '"',
      "$$",
      "$pga$ and $pgb$",
      "\\'; SELECT 1; --",
      "line\nbreak",
      "{name}",
      "$1",
    ];
    const url = await databaseWith((b) => {
      createEnumTable(
        b,
        "texts",
        texts.map((text, index) => [`T${index}`, text] as const),
      );
    });
    expect(await query(url, "SELECT name FROM texts ORDER BY id")).toEqual(
      texts.map((name) => ({ name })),
    );
  });

  it("R-MIG-4: defaults arrive as they are", async () => {
    const texts = ["it's", "$pga", "a\nb", "\\n", "{b}", ""];
    const url = await databaseWith((b) => {
      createEntityTable(
        b,
        "books",
        Object.fromEntries(
          texts.map((text, index) => [`t${index}`, { type: "text", default: text }]),
        ),
      );
    });
    expect(
      await query(url, "INSERT INTO books DEFAULT VALUES RETURNING t0, t1, t2, t3, t4, t5"),
    ).toEqual([Object.fromEntries(texts.map((text, index) => [`t${index}`, text]))]);
  });

  it("a column's name with a line break is refused, because it would become another name", () => {
    expect(
      thrownBy(() => sqlOf((b) => createEntityTable(b, "books", { "a\nb": "text" }))),
    ).toMatchObject({
      code: "MIGRATION_NAME",
      message: String.raw`A column's name cannot hold a line break: "a\nb".`,
    });
  });

  it("R-MIG-4: a comment that would end its own dollar quotes cannot", async () => {
    const comment = "price in $pga";
    const url = await databaseWith((b) => {
      createEntityTable(b, "books", { price: { type: "int", comment } }, { comment });
      createEnumTable(b, "colors", [], { comment, columns: { hex: { type: "text", comment } } });
    });
    const comments =
      "SELECT obj_description($1::regclass) AS table, col_description($1::regclass, $2) AS column";
    expect(await query(url, comments, ["books", 2])).toEqual([
      { table: `${comment} `, column: `${comment} ` },
    ]);
    expect(await query(url, comments, ["colors", 4])).toEqual([
      { table: `${comment} `, column: `${comment} ` },
    ]);
  });
});
