// Views as entities: from a database with views to a program that reads them.
import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { describe, expect, it } from "vitest";
import { checkConfig } from "../src/config/checkConfig.ts";
import type { Config } from "../src/config/Config.ts";
import { toSettings } from "../src/config/toSettings.ts";
import { buildModel } from "../src/model/buildModel.ts";
import type { DomainModel } from "../src/model/DomainModel.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { problemsOf } from "./problemsOf.ts";
import { newProject } from "./project.ts";
import { newRealProject } from "./real/newRealProject.ts";
import { schemaOf } from "./schemaOf.ts";

const sql = `
CREATE TABLE authors (id serial PRIMARY KEY, name text NOT NULL, deleted_at timestamptz);
CREATE TABLE books (id serial PRIMARY KEY, author_id int REFERENCES authors, title text NOT NULL);
CREATE VIEW active_authors AS SELECT id AS author_id, name FROM authors WHERE deleted_at IS NULL;
CREATE MATERIALIZED VIEW book_counts AS
  SELECT min(id) AS id, author_id, count(*)::int AS books FROM books GROUP BY author_id;
CREATE UNIQUE INDEX ON book_counts (id);
INSERT INTO authors (name, deleted_at) VALUES ('Ann', NULL), ('Bob', now());
INSERT INTO books (author_id, title) VALUES (1, 'One'), (1, 'Two'), (2, 'Three');
REFRESH MATERIALIZED VIEW book_counts;
`;

const config: Config = {
  entities: {
    ActiveAuthor: {
      view: { table: "active_authors", key: "author_id" },
      fields: { name: { notNull: true } },
      relations: { writer: { column: "author_id", references: "Author", otherName: "activity" } },
    },
    BookCount: {
      view: { table: "public.book_counts", key: "id" },
      relations: { author: { column: "author_id", references: "Author" } },
    },
  },
};

const program = `
import { assertSchemaMatches, newPgConnectionConfig, PostgresDriver, RecordingDriver } from "kingpost/pg";
import pg from "pg";
import { ActiveAuthor } from "./entities/ActiveAuthor.ts";
import { Author } from "./entities/Author.ts";
import { BookCount } from "./entities/BookCount.ts";
import { domain, EntityManager } from "./entities/codegen/domain.ts";

const pool = new pg.Pool(newPgConnectionConfig(process.env));
const driver = new RecordingDriver(new PostgresDriver(pool));
const em = new EntityManager(undefined, driver);
const told: unknown[] = [];
await assertSchemaMatches(domain, driver);

const active = await em.find(ActiveAuthor, { writer: { name: "Ann" } }, { populate: "writer" });
told.push(active.map((each) => [each.id, each.name, each.writer.get.name]));
const counts = await em.find(BookCount, { books: { gt: 1 } }, { populate: { author: "activity" } });
told.push(counts.map((each) => [each.id, each.books, each.author.get?.activity.get?.id]));
const ann = await em.load(Author, "a:1", "bookCounts");
told.push(ann.bookCounts.get.map((each) => each.books));
told.push((await em.findByUnique(ActiveAuthor, { id: "aa:1" }))?.name);

function refused(write: () => unknown): void {
  try {
    write();
    told.push("written");
  } catch (error) {
    told.push((error as Error).message);
  }
}
async function rejected(write: Promise<unknown>): Promise<void> {
  told.push(await write.then(() => "written", (error: Error) => error.message));
}
const [view] = active;
// @ts-expect-error nothing is made of a view
refused(() => em.create(ActiveAuthor, {}));
// @ts-expect-error there is no setter
refused(() => (view!.name = "Ben"));
refused(() => (view as unknown as { set(opts: object): void }).set({ name: "Ben" }));
refused(() => view!.writer.set(ann));
refused(() => ann.bookCounts.add(counts[0]!));
refused(() => em.delete(view!));
refused(() => em.touch(view!));
await rejected(em.deleteAll(ActiveAuthor, { name: "Ann" }));
await rejected(em.upsertAll(ActiveAuthor, [], { onConflict: "id" } as never));

// What a view shows goes with its table: nothing lets go of it, and nothing is written to it.
const bob = await em.load(Author, "a:2");
driver.clear();
em.delete(bob);
await em.flush();
const views = driver.statements.filter(({ text }) => /active_authors|book_counts/.test(text));
told.push(driver.statements.length > 0, views, await em.findCount(BookCount, { author: "a:2" }));
driver.clear();
await em.refreshMaterializedView(BookCount, { concurrently: true });
await em.transaction(() => em.refreshMaterializedView(BookCount));
told.push(driver.statements.map(({ text }) => text), await em.findCount(BookCount, { author: "a:2" }));
// @ts-expect-error only views are computed anew
await rejected(em.refreshMaterializedView(Author));
await rejected(em.refreshMaterializedView(ActiveAuthor));
await em.sql\`DROP VIEW active_authors\`;
await em.sql\`CREATE VIEW active_authors AS SELECT id::text AS author_id FROM authors\`;
await em.sql\`DROP MATERIALIZED VIEW book_counts\`;
await rejected(assertSchemaMatches(domain, driver));
console.log(JSON.stringify(told));
await pool.end();
`;

const rule = `
import { AuthorCodegen, authorConfig } from "./codegen/AuthorCodegen.ts";

export class Author extends AuthorCodegen {}

authorConfig.addRule({ activity: "name" }, () => undefined);
authorConfig.addRule({ "bookCounts:ro": "books" }, () => undefined);
authorConfig.cascadeDelete("bookCounts");
`;

const boot = `
import { domain } from "./entities/codegen/domain.ts";
try {
  domain.boot();
} catch (error) {
  console.log(JSON.stringify([(error as Error).message]));
}
`;

describe("views", () => {
  it(
    "R-SCHEMA-19, R-VIEW-1, R-VIEW-2, R-VIEW-3, R-VIEW-5, R-SNAP-4: are entities that are found and followed, refreshed, and never written",
    { timeout: 120_000 },
    async () => {
      await using database = await freshDatabase(sql);
      await using project = await newRealProject(config);
      const { generated } = await project.generate(database.url);
      await writeFile(join(project.directory, "program.ts"), program);
      expect({
        warnings: generated.warnings,
        files: generated.changes.map(({ path }) => path),
        errors: (await project.compile()).errors,
      }).toMatchInlineSnapshot(`
        {
          "errors": [],
          "files": [
            "entities/ActiveAuthor.ts",
            "entities/codegen/ActiveAuthorCodegen.ts",
            "entities/Author.ts",
            "entities/codegen/AuthorCodegen.ts",
            "entities/factories/newAuthor.ts",
            "entities/Book.ts",
            "entities/codegen/BookCodegen.ts",
            "entities/factories/newBook.ts",
            "entities/BookCount.ts",
            "entities/codegen/BookCountCodegen.ts",
            "entities/codegen/schema.ts",
            "entities/codegen/domain.ts",
            "entities/factories/index.ts",
            "kingpost.lock.json",
            "kingpost.schema.json",
          ],
          "warnings": [
            "View active_authors: nothing keeps author_id unique; rows with one value of it are one ActiveAuthor.",
          ],
        }
      `);
      const output = await project.run("program.ts", [], { DATABASE_URL: database.url });
      await writeFile(join(project.directory, "entities/Author.ts"), rule);
      await writeFile(join(project.directory, "boot.ts"), boot);
      expect(read(await project.run("boot.ts"))).toMatchInlineSnapshot(`
        [
          "The domain has 2 problems:
        - Author, rule at Author.ts:6: Author.activity leads to a view, whose rows change without a word: load it by "activity:ro" and name what the view is made from
        - Author.bookCounts: cascadeDelete takes a relation to entities of tables",
        ]
      `);
      expect(read(output)).toMatchInlineSnapshot(`
        [
          [
            [
              "aa:1",
              "Ann",
              "Ann",
            ],
          ],
          [
            [
              "bc:1",
              2,
              "aa:1",
            ],
          ],
          [
            2,
          ],
          "Ann",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          "Cannot set property name of [object Object] which has only a getter",
          "ActiveAuthor:1.name cannot be set",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          "BookCount is a view, which is only read: write to the tables that it shows",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          "ActiveAuthor is a view, which is only read: write to the tables that it shows",
          true,
          [],
          1,
          [
            "REFRESH MATERIALIZED VIEW CONCURRENTLY "public"."book_counts"",
            "REFRESH MATERIALIZED VIEW "public"."book_counts"",
          ],
          0,
          "The domain has a problem: Author is not a materialized view",
          "The domain has a problem: ActiveAuthor is not a materialized view",
          "The database is not the one that the code was generated for:
        - public.active_authors.author_id is text, the code has a key of type int (ActiveAuthor.id)
        - public.active_authors.author_id is text, the code has integer (ActiveAuthor.writer)
        - public.active_authors has no column name (ActiveAuthor.name)
        - there is no view public.book_counts (BookCount)
        When the database is behind, migrate it (kingpost-migrate up); when the code is, generate it anew (kingpost-codegen).",
        ]
      `);
    },
  );
});

describe("the configuration of views", () => {
  it("R-VIEW-1: names what a view does not have, each with the nearest that it has", () => {
    const problems = problemsOf(() =>
      modelFrom({
        ActiveAuthor: {
          view: { table: "activ_authors", key: "author_id" },
        },
        BookCount: {
          view: { table: "book_counts", key: "ident" },
          relations: {
            author: { column: "autor_id", references: "Auther" },
            other: { column: "books" },
            book: { column: "name", references: "Book" },
          },
        },
        Author: { relations: { books: { references: "Book" } } },
      }),
    );
    expect(problems).toMatchInlineSnapshot(`
      [
        "entities.ActiveAuthor.view.table: there is no view "activ_authors"",
        "entities.BookCount.view.key: book_counts has no column "ident"",
        "entities.BookCount.relations.author.column: book_counts has no column "autor_id"",
        "entities.BookCount.relations.author.references: Auther is not the entity of a table, did you mean Author?",
        "entities.BookCount.relations.other.references: is missing",
        "entities.BookCount.relations.book.column: book_counts.name is of type text, the ids of Book are of type integer.",
        "entities.Author.relations.books: only of a view the configuration says where it leads; Author stands for a table, which says so by a foreign key.",
      ]
    `);
  });

  it("R-VIEW-4: what a view shows may be missing, unless the configuration says that it is there", () => {
    const { entities } = modelFrom({
      BookCount: {
        view: { table: "book_counts", key: "id" },
        fields: { books: { notNull: true } },
      },
    });
    const fields = entities.find(({ name }) => name === "BookCount")!.fields;
    expect(
      fields.map((field) => [field.name, "notNull" in field ? field.notNull : undefined]),
    ).toEqual([
      ["author", false],
      ["books", true],
      ["name", false],
    ]);
  });

  it("R-VIEW-1: a view that no entity is named for is none, and says nothing", () => {
    const { entities, warnings } = modelFrom({});
    expect([entities.map(({ name }) => name), warnings]).toEqual([["Author", "Book"], []]);
  });
});

describe("views in GraphQL", () => {
  it("R-VIEW-3: are queried and followed, and have no mutations and no tests", async () => {
    await using project = await newProject({
      schema: views,
      config: {
        graphql: { deleteMutations: true },
        entities: {
          BookCount: {
            view: { table: "book_counts", key: "id" },
            relations: { writer: { column: "author", references: "Author" } },
          },
        },
      },
    });
    await project.run(["--offline"]);
    const resolvers = join(project.directory, "src/graphql/resolvers");
    expect({
      author: readdirSync(join(resolvers, "author")).toSorted(),
      bookCount: readdirSync(join(resolvers, "bookCount")).toSorted(),
      schema: await project.read("src/graphql/schema/bookCount.graphql"),
    }).toMatchInlineSnapshot(`
      {
        "author": [
          "author.test.ts",
          "authorQuery.ts",
          "authorsQuery.ts",
          "deleteAuthorMutation.ts",
          "saveAuthorMutation.ts",
        ],
        "bookCount": [
          "bookCountQuery.ts",
          "bookCountsQuery.ts",
        ],
        "schema": "extend type Query {
        bookCount(id: ID!): BookCount!
        bookCounts(
          filter: BookCountFilter
          orderBy: [BookCountOrder!]
          first: Int
          after: String
          last: Int
          before: String
        ): BookCountsConnection!
      }

      type BookCount {
        id: ID!
        writer: Author
        books: Int
        name: String
      }

      type BookCountsConnection {
        edges: [BookCountEdge!]!
        nodes: [BookCount!]!
        pageInfo: PageInfo!
      }

      type BookCountEdge {
        node: BookCount!
        cursor: String!
      }

      "What an index finds. A filter on any other column would read the whole table."
      input BookCountFilter {
        id: [ID!]
      }

      enum BookCountOrder {
        id_ASC
        id_DESC
      }
      ",
      }
    `);
  });
});

function modelFrom(entities: Config["entities"]): DomainModel {
  const settings = toSettings(checkConfig({ entities }));
  return buildModel({ db: views, settings, tags: {}, sources: {} });
}

const plain = schemaOf({
  authors: { columns: { name: "text!" } },
  books: { columns: { author_id: "-> authors" } },
});

const views: DbSchema = {
  ...plain,
  tables: [
    {
      schema: "public",
      name: "book_counts",
      kind: "view",
      definition: " SELECT 1;",
      columns: [
        { name: "id", type: "integer" },
        { name: "author", type: "integer" },
        { name: "books", type: "integer" },
        { name: "name", type: "text" },
      ],
      indexes: [],
      foreignKeys: [],
      checks: [],
    },
    ...plain.tables,
  ],
};

describe("the snapshot of views", () => {
  it("R-VIEW-6: a view that is defined otherwise is a difference, though nothing generated depends on it", async () => {
    await using database = await freshDatabase(sql);
    await using project = await newRealProject(config);
    await project.generate(database.url);
    await database.query(
      "CREATE OR REPLACE VIEW active_authors AS SELECT id AS author_id, name FROM authors",
    );
    const { generated } = await project.generate(database.url);
    expect(
      generated.changes.flatMap(({ kind, path }) => (kind === "unchanged" ? [] : [[kind, path]])),
    ).toEqual([["updated", "kingpost.schema.json"]]);
  });
});

function read(output: string): unknown {
  return output.startsWith("[") ? JSON.parse(output) : output;
}
