// What the configuration says of times, of soft deletes and of what the database deletes itself.
import { describe, expect, it } from "vitest";
import type { Config } from "../src/config/Config.ts";
import { schemaOf } from "../src/emit/schema.ts";
import { modelOf } from "./modelOf.ts";
import { problemsOf } from "./problemsOf.ts";

const onDelete = (action: "cascade" | "set null" | undefined) => [
  {
    name: "books_author_id_fkey",
    columns: ["author_id"],
    references: { schema: "public", table: "authors", columns: ["id"] },
    ...(action && { onDelete: action }),
  },
];

const tables = {
  authors: {
    columns: {
      made_on: "timestamp with time zone!",
      created_at: "timestamp with time zone",
      deleted_at: "timestamp with time zone",
      is_gone: "boolean!",
    },
  },
  tags: { columns: { name: "text!", is_gone: "boolean" } },
  books: { columns: { author_id: "integer!" }, foreignKeys: onDelete("cascade") },
  books_to_tags: {
    columns: { book_id: "-> books!", tag_id: "-> tags!", created_at: "timestamp with time zone" },
  },
};

function schema(config: Config, given: typeof tables = tables) {
  return schemaOf(modelOf(given, config), "");
}

describe("timestamp columns", () => {
  it("R-SCHEMA-4: are found by their names, or by names of one's own", () => {
    const timestamps = (config: Config): unknown => schema(config).entities["Author"]!.timestamps;
    expect(timestamps({})).toEqual({ createdAt: "createdAt", deletedAt: "deletedAt" });
    expect(
      timestamps({ timestampColumns: { createdAt: { names: ["made_on", "created_at"] } } }),
    ).toEqual({ createdAt: "madeOn", deletedAt: "deletedAt" });
  });

  it("R-SOFT-1 R-SCHEMA-4: one that says whether a row is deleted is one only where that is said", () => {
    const names = ["is_gone"];
    const deletedAt = (entity: string, boolean: boolean): unknown =>
      schema({ timestampColumns: { deletedAt: { names, boolean } } }).entities[entity]!.timestamps
        .deletedAt;
    expect([deletedAt("Author", true), deletedAt("Tag", true), deletedAt("Author", false)]).toEqual(
      ["isGone", "isGone", undefined],
    );
  });

  it("R-SCHEMA-4: a required one makes what has none no entity, but for tables of subtypes", () => {
    const model = modelOf(
      { ...tables, poets: { columns: { id: "-> authors!", verse: "text" } } },
      { timestampColumns: { createdAt: { names: ["made_on"], required: true } } },
    );
    expect(model.entities.map(({ name }) => name)).toEqual(["Author", "Poet"]);
    expect(model.warnings.slice(0, 1)).toEqual([
      "Table tags is not an entity: it has no column made_on, which timestampColumns requires.",
    ]);
    const joins = { ...tables.books_to_tags, columns: { ...tables.books_to_tags.columns } };
    const { created_at: madeOn, ...keys } = joins.columns;
    const joined = modelOf(
      { ...tables, books_to_tags: { columns: { ...keys, made_on: madeOn } } },
      { timestampColumns: { createdAt: { names: ["made_on"], required: true } } },
    );
    expect(joined.entities.map(({ name }) => name)).toEqual(["Author"]);
    expect(joined.warnings).toContain(
      "Table books_to_tags makes no collections: books is not an entity.",
    );
  });
});

describe("deletes", () => {
  it("R-SOFT-8: em.delete deletes softly where the configuration says so", () => {
    expect(schema({ softDelete: { emDelete: "soft" } }).settings.emDelete).toBe("soft");
    expect(schema({ softDelete: { emDelete: "hard" } }).settings).not.toHaveProperty("emDelete");
  });

  it("R-CONF-7/relations.r.softDeletes R-SOFT-2: a collection can show what is softly deleted", () => {
    const { entities } = schema({
      entities: {
        Author: { relations: { books: { softDeletes: "include" } } },
        Book: { relations: { tags: { softDeletes: "include" } } },
        Tag: { relations: { books: { softDeletes: "exclude" } } },
      },
    });
    const shows = (entity: string, name: string): unknown =>
      (entities[entity]!.fields[name] as { softDeletes?: "include" }).softDeletes;
    expect([shows("Author", "books"), shows("Book", "tags"), shows("Tag", "books")]).toEqual([
      "include",
      "include",
      undefined,
    ]);
  });

  it("R-CONF-7/relations.r.onDelete R-CASC-3: a foreign key that cascades can be left to the database, no other", () => {
    const config: Config = {
      entities: { Book: { relations: { author: { onDelete: "database" } } } },
    };
    const key = (action: "cascade" | "set null" | undefined, given: Config): unknown => {
      const books = { ...tables.books, foreignKeys: onDelete(action) };
      const { fields } = schema(given, { ...tables, books } as typeof tables).entities["Book"]!;
      return (fields["author"] as { onDelete?: string }).onDelete;
    };
    expect([key("cascade", config), key("set null", config), key("cascade", {})]).toEqual([
      "cascade",
      "setNull",
      undefined,
    ]);
    expect(problemsOf(() => key(undefined, config))).toEqual([
      'books.author_id: onDelete: "database" needs a foreign key with ON DELETE CASCADE or ON DELETE SET NULL.',
    ]);
  });
});
