// What is wrong with a database, a schema or a configuration: each is said by name, with what to do, and nothing is written.
import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";
import { newProject } from "./project.ts";
import { schemaOf } from "./schemaOf.ts";

describe("bad input", () => {
  it("R-CODEGEN-13: a schema that there is not, and one that the user may not use", async () => {
    await using database = await freshDatabase(`
      CREATE SCHEMA sales; CREATE TABLE sales.orders (id serial PRIMARY KEY);
      CREATE SCHEMA "odd "" one"; CREATE TABLE "odd "" one".things (id serial PRIMARY KEY);
      DROP ROLE IF EXISTS codegen_reader; CREATE ROLE codegen_reader LOGIN PASSWORD 'x';
      GRANT USAGE ON SCHEMA sales TO codegen_reader;`);
    await using project = await newProject({ config: { schemas: ["public", "sale"] } });
    const place = `${new URL(database.url).host}${new URL(database.url).pathname}`;
    expect(await project.run([], { DATABASE_URL: database.url })).toEqual({
      exitCode: 2,
      output: `error: schemas: ${place} has no schema sale, did you mean sales?`,
    });
    await project.write("kingpost.config.json", '{ "schemas": ["sales", "odd \\" one"] }');
    const reader = new URL(database.url);
    [reader.username, reader.password] = ["codegen_reader", "x"];
    try {
      expect(await project.run([], { DATABASE_URL: reader.href })).toEqual({
        exitCode: 3,
        output: `error: The schema odd " one of ${place} cannot be read: its user has no right to it (42501). Write: GRANT USAGE ON SCHEMA "odd "" one" TO codegen_reader`,
      });
    } finally {
      await database.query("DROP OWNED BY codegen_reader; DROP ROLE codegen_reader");
    }
    expect(await readdir(project.directory)).toEqual(["kingpost.config.json"]);
  });

  it("R-SCHEMA-3, R-SCHEMA-5: a table without a primary key, and an enum whose rows may not be read, are warnings", async () => {
    const kinds = { columns: { code: "text!", name: "text!" } };
    await using project = await newProject({
      schema: schemaOf({ logs: { columns: { line: "text" }, key: [] }, kinds }),
    });
    expect((await project.run(["--offline"])).output.split("\n").slice(0, -1)).toEqual([
      "warning: Table kinds looks like an enum, but its rows may not be read, so that it is an entity: grant SELECT on it.",
      "warning: Table logs is not an entity: it has no primary key, which an entity needs.",
    ]);
  });

  it("R-CONF-2, R-SCHEMA-16: two names for a table, two tables with one name, and a tag used twice are errors", async () => {
    const outputWith = async (
      tables: Parameters<typeof schemaOf>[0],
      config: unknown,
    ): Promise<string> => {
      await using project = await newProject({ schema: schemaOf(tables), config });
      const { exitCode, output } = await project.run(["--offline"]);
      expect((await readdir(project.directory)).toSorted()).toEqual([
        "kingpost.config.json",
        "kingpost.schema.json",
      ]);
      return `${exitCode} ${output}`;
    };
    expect([
      await outputWith(
        { books: {} },
        { entities: { Book: { tableName: "books" }, Tome: { tableName: "public.books" } } },
      ),
      await outputWith({ book: {}, books: {} }, {}),
      await outputWith(
        { books: {}, authors: {} },
        { entities: { Book: { tag: "x" }, Author: { tag: "x" } } },
      ),
    ]).toEqual([
      "1 error: entities.Tome.tableName: books is Book already; a table has one name, so take one of them off.",
      expect.stringMatching(
        /^1 error: Tables book and books would both be Book; in the configuration write /,
      ),
      '1 error: entities.Book.tag: "x" is already Author\'s; give one of them another tag.',
    ]);
  });

  it("R-CONF-3: a table, a column and a member that there are not are named with what was meant", async () => {
    await using project = await newProject({
      schema: schemaOf({ books: { columns: { title: "text" } } }),
      config: {
        entities: {
          Tome: { tableName: "boks" },
          Book: { fields: { "column:titel": { lazy: true }, titl: { lazy: true } } },
        },
      },
    });
    expect((await project.run(["--offline"])).output.split("\n").slice(0, -1)).toEqual([
      "warning: entities.Tome.tableName: there is no table boks, did you mean books?",
      "warning: entities.Book.fields.column:titel: unknown field, did you mean column:title?",
      "warning: entities.Book.fields.titl: unknown field, did you mean title?",
    ]);
  });
});
