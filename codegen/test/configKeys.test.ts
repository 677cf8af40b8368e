// Every key of the configuration, with the effect that it has: in the code that is made, and when that code runs.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../src/config/Config.ts";
import { modelOf } from "./modelOf.ts";
import { newProject } from "./project.ts";
import { newRuntimeProject, type RuntimeProject } from "./runtimeProject.ts";
import { type ShortTable, schemaOf } from "./schemaOf.ts";

const sql = `
  CREATE SCHEMA sales;
  CREATE TABLE color (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL, created_at timestamptz);
  INSERT INTO color (code, name) VALUES ('RED', 'Red'), ('1B', 'Blue');
  CREATE TABLE size (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL);
  INSERT INTO size (code, name) VALUES ('S', 'Small');
  CREATE TABLE authors (
    id serial PRIMARY KEY, first_name text NOT NULL, nick text, mail text, slug text NOT NULL, score numeric, rank numeric,
    cents money, price money, extra text NOT NULL DEFAULT 'x', doc jsonb, old_doc jsonb, tags text[], grid int[], bio text,
    color_ids int[], color_id int REFERENCES color, words tsvector, city text,
    mentor_id int REFERENCES authors DEFERRABLE INITIALLY DEFERRED, made_on timestamptz, deleted_at timestamptz);
  CREATE TABLE sales.books (
    id serial PRIMARY KEY, title text NOT NULL, author_id int NOT NULL REFERENCES public.authors, editor_id int REFERENCES public.authors,
    published date);
  CREATE TABLE legacy_things (id serial PRIMARY KEY);
  CREATE TABLE notes (
    id serial PRIMARY KEY, kind text NOT NULL, body text, due text, on_author_id int REFERENCES authors, on_note_id int REFERENCES notes);
  CREATE TABLE pets (id serial PRIMARY KEY, name text, owner_id int REFERENCES authors);
  CREATE TABLE dogs (id int PRIMARY KEY REFERENCES pets, breed text);
  CREATE TABLE writers (id int PRIMARY KEY REFERENCES authors);
`;

const config = {
  schemas: ["public", "sales"],
  snapshot: "./db.json",
  entitiesDirectory: "./domain",
  contextType: "Context@./context.ts",
  tagDelimiter: "-",
  temporal: { timeZone: "Europe/Oslo" },
  strings: { trim: false },
  numeric: "number",
  typeMap: { money: { codec: "centsCodec@./codecs.ts" } },
  timestampColumns: { createdAt: { names: ["made_on"] } },
  softDelete: { emDelete: "soft" },
  ignoredTables: ["legacy_*"],
  nonDeferredForeignKeys: "warn",
  upsert: { allowReparent: true },
  entities: {
    Author: {
      tag: "au",
      directory: "people",
      orderBy: "firstName DESC",
      uniqueBy: "mail",
      fields: {
        nick: { trim: true, emptyAsNull: false },
        slug: { hasDefault: true },
        rank: { numeric: "string" },
        price: { codec: "wholeCodec@./codecs.ts" },
        extra: { ignore: true },
        doc: { schema: "Doc@./codecs.ts" },
        oldDoc: { schema: "Doc@./codecs.ts", onReadError: "keep" },
        tags: { nullElements: true },
        grid: { dims: 2 },
        bio: { lazy: true },
        "column:color_ids": { enum: "color", name: "colors" },
        words: { ignore: false },
        city: { type: "City@./codecs.ts", notNull: true },
      },
      relations: { mentor: { skipRecursiveRelations: true } },
    },
    Volume: {
      tableName: "sales.books",
      idType: "number",
      idGenerator: "application",
      relations: {
        author: { otherName: "works", hasDefault: true },
        editor: { name: "corrector", otherName: "corrected", notNull: true },
      },
    },
    Size: { kind: "entity" },
    Note: {
      abstract: true,
      fields: {
        kind: { stiDiscriminator: { t: "Task", d: "DatedTask", m: "Memo" } },
        due: { stiType: "Task", stiNotNull: true },
      },
      relations: { on: { polymorphic: true } },
    },
    DatedTask: { extends: "Task" },
    Pet: { abstract: true },
    Dog: { relations: { owner: { subType: "Writer" } } },
  },
  enums: { Hue: { tableName: "color", kind: "enum", valueNames: { "1B": "Blau" } } },
} satisfies Config;

const files = {
  "context.ts": "export interface Context { readonly user: string }\n",
  "codecs.ts": `
    export const centsCodec = { toDb: (n: number) => String(n / 100), fromDb: (text: string) => Math.round(Number(text.slice(1)) * 100) };
    export const wholeCodec = { toDb: (n: number) => String(n), fromDb: (text: string) => Number(text.slice(1)) };
    export type City = string & { readonly __city: true };
    export const Doc = { "~standard": { version: 1 as const, vendor: "test", validate: (value: unknown) =>
      typeof (value as { a?: unknown }).a === "number" ? { value: value as { a: number } } : { issues: [{ message: "no a" }] } } };
  `,
};

describe("the keys of a configuration", () => {
  let project: RuntimeProject;
  // What is generated is known to nobody but this test.
  // oxlint-disable typescript/no-explicit-any
  let EntityManager: new (ctx: unknown, driver: unknown) => any;
  let Author: any, Volume: any, Note: any, Task: any, DatedTask: any, Memo: any, Dog: any;
  // oxlint-enable typescript/no-explicit-any
  const em = (): InstanceType<typeof EntityManager> =>
    new EntityManager({ user: "u" }, project.driver);
  const read = (path: string): Promise<string> => readFile(join(project.directory, path), "utf8");

  beforeAll(async () => {
    project = await newRuntimeProject(sql, config, files);
    if (!/^codegen: \d+ created, /m.test(project.output)) throw new Error(project.output);
    ({ EntityManager } = await project.load("domain/codegen/domain.ts"));
    ({ Author } = await project.load("domain/people/Author.ts"));
    [Volume, Note, Task, DatedTask, Memo, Dog] = await Promise.all(
      ["Volume", "Note", "Task", "DatedTask", "Memo", "Dog"].map(
        async (name) => (await project.load(`domain/${name}.ts`))[name],
      ),
    );
  }, 60_000);

  afterAll(async () => {
    await project[Symbol.asyncDispose]();
  });

  it("R-CONF-6/snapshot R-CONF-6/entitiesDirectory R-CONF-7/.directory: files are where they are wanted", async () => {
    expect([
      (await readdir(project.directory)).toSorted(),
      await readdir(join(project.directory, "domain/people")),
    ]).toEqual([
      [
        "codecs.ts",
        "context.ts",
        "db.json",
        "domain",
        "kingpost.config.json",
        "kingpost.lock.json",
      ],
      ["Author.ts"],
    ]);
    expect(await read("domain/people/Author.ts")).toContain('from "../codegen/AuthorCodegen.ts"');
  });

  it("R-CONF-6/contextType: the context of the manager and of callbacks is the application's", async () => {
    const [domain, base] = [
      await read("domain/codegen/domain.ts"),
      await read("domain/codegen/AuthorCodegen.ts"),
    ];
    expect([
      domain.includes('import type { Context } from "../../context.ts";'),
      base.includes("authorConfig: ConfigApi<Author, Context>"),
      em().ctx,
    ]).toEqual([true, true, { user: "u" }]);
  });

  it("R-CONF-6/schemas R-CONF-6/ignoredTables R-CONF-7/.tableName: the schemas are read, ignored tables are not, and a table has the name that it is given", async () => {
    const statements = await project.statements(() => em().find(Volume, {}));
    expect(statements).toEqual([
      'SELECT b."id", b."title", b."author_id", b."editor_id", b."published" FROM "sales"."books" AS b ORDER BY b."id" ASC',
    ]);
    expect((await read("domain/codegen/schema.ts")).includes("legacy")).toBe(false);
  });

  it("R-CONF-6/nonDeferredForeignKeys: keys that are not deferrable are told of", () => {
    expect(project.output).toContain("books_author_id_fkey");
    expect(project.output).not.toContain("authors_mentor_id_fkey");
  });

  it("R-CONF-6/tagDelimiter R-CONF-7/entities.X.tag R-CONF-7/.idType R-CONF-7/.idGenerator: ids are as they are wanted, per entity", async () => {
    const unit = em();
    const author = unit.create(Author, { firstName: "a", slug: "s", city: "c" });
    const volume = unit.create(Volume, { id: 7, title: "t", author, corrector: author });
    await unit.flush();
    expect([author.id, volume.id, volume.author.id]).toEqual(["au-1", 7, "au-1"]);
    expect(await em().load(Volume, 7)).toMatchObject({ title: "t" });
    const base = await read("domain/codegen/VolumeCodegen.ts");
    expect(base).toContain('export type VolumeId = Flavor<number, "Volume">;');
    expect(base).toContain("\n  id: VolumeId;\n");
  });

  it("R-CONF-6/temporal R-CONF-6/timestampColumns: times are Temporal's, and are kept in the columns that are named", async () => {
    const unit = em();
    const author = unit.create(Author, { firstName: "t", slug: "s", city: "c" });
    await unit.flush();
    expect([author.madeOn.constructor.name, author.madeOn.timeZoneId]).toEqual([
      "ZonedDateTime",
      "Europe/Oslo",
    ]);
  });

  it("R-CONF-6/strings R-CONF-7/fields.f.trim R-CONF-7/.emptyAsNull: texts are cleaned as the project says, unless the field says otherwise", () => {
    const author = em().create(Author, {
      firstName: " a ",
      nick: "  ",
      mail: "",
      slug: "s",
      city: "c",
    });
    expect([author.firstName, author.nick, author.mail]).toEqual([" a ", "", undefined]);
  });

  it("R-CONF-6/numeric R-CONF-7/fields.f.numeric R-CONF-6/typeMap R-CONF-7/fields.f.codec: numbers and types of the application are converted", async () => {
    const unit = em();
    const values = { score: 1.5, rank: "2.50", cents: 250, price: 3 };
    unit.create(Author, { firstName: "n", slug: "s", city: "c", ...values });
    await unit.flush();
    const [author] = await em().find(Author, { firstName: "n" });
    expect([author.score, author.rank, author.cents, author.price]).toEqual([1.5, "2.50", 250, 3]);
    expect(
      await project.database.query(
        "SELECT cents::text, price::text FROM authors WHERE first_name = 'n'",
      ),
    ).toEqual([{ cents: "$2.50", price: "$3.00" }]);
  });

  it("R-CONF-7/fields.f.schema R-CONF-7/.onReadError: JSON is checked when it is set, and when it is read unless it is kept", async () => {
    expect(() =>
      em().create(Author, { firstName: "j", slug: "s", city: "c", doc: { b: 1 } }),
    ).toThrow("no a");
    await project.database.query(
      `INSERT INTO authors (first_name, slug, doc, old_doc) VALUES ('j', 's', '{"b":1}', '{"b":2}')`,
    );
    const [author] = await em().find(Author, { firstName: "j" });
    expect(author.oldDoc).toEqual({ b: 2 });
    expect(() => author.doc).toThrow("no a");
  });

  it("R-CONF-7/fields.f.type: the type is the application's, for the compiler alone", async () => {
    expect(await read("domain/codegen/AuthorCodegen.ts")).toContain("get city(): City {");
  });

  it("R-CONF-7/fields.f.nullElements R-CONF-7/.dims: lists may have holes and more than one dimension", async () => {
    const unit = em();
    const lists = {
      tags: ["a", null],
      grid: [
        [1, 2],
        [3, 4],
      ],
    };
    unit.create(Author, { firstName: "l", slug: "s", city: "c", ...lists });
    await unit.flush();
    const [author] = await em().find(Author, { firstName: "l" });
    expect([author.tags, author.grid]).toEqual([lists.tags, lists.grid]);
    const base = await read("domain/codegen/AuthorCodegen.ts");
    expect([
      base.includes("get tags(): ReadonlyArray<string | null> | undefined"),
      base.includes("get grid(): ReadonlyArray<ReadonlyArray<number>> | undefined"),
    ]).toEqual([true, true]);
  });

  it("R-CONF-7/fields.f.ignore: a column is no field, or is one although it is a search vector", async () => {
    const { fields } = Author.metadata;
    expect([fields.has("extra"), fields.has("words")]).toEqual([false, true]);
  });

  it("R-CONF-7/fields.f.notNull R-CONF-7/.notNull: what may be NULL in the database must have a value here", async () => {
    const unit = em();
    const author = unit.create(Author, { firstName: "r", slug: "s" });
    unit.create(Volume, { id: 8, title: "t", author });
    await expect(unit.flush()).rejects.toThrow(
      "Validation errors (2): Author#1 city is required, Volume#1 corrector is required",
    );
    expect(await read("domain/codegen/VolumeCodegen.ts")).toContain(
      "\n  corrector: Author | AuthorId;\n",
    );
  });

  it("R-CONF-7/.hasDefault: what something else gives a value may be left out", async () => {
    const [author, volume] = [
      await read("domain/codegen/AuthorCodegen.ts"),
      await read("domain/codegen/VolumeCodegen.ts"),
    ];
    expect([
      author.includes("\n  slug?: string | undefined;\n"),
      author.includes("\n  firstName: string;\n"),
      volume.includes("\n  author?: Author | AuthorId | undefined;\n"),
    ]).toEqual([true, true, true]);
  });

  it("R-CONF-7/.orderBy R-CONF-7/.uniqueBy: finds have the order of the entity, and input names one by its keys", async () => {
    const statements = await project.statements(() => em().find(Author, { nick: "none" }));
    expect(statements[0]!.replace(/^.* ORDER BY/, "ORDER BY")).toBe(
      'ORDER BY a."first_name" DESC, a."id" ASC',
    );
    const { uniqueBy } = Author.metadata;
    // oxlint-disable-next-line typescript/no-explicit-any
    expect(uniqueBy.map((key: any) => key.map((field: any) => field.fieldName))).toEqual([
      ["mail"],
    ]);
  });

  it("R-CONF-6/softDelete: deleting is soft where it can be", async () => {
    const unit = em();
    const author = unit.create(Author, { firstName: "d", slug: "s", city: "c" });
    await unit.flush();
    unit.delete(author);
    await unit.flush();
    expect(
      await project.database.query(
        "SELECT deleted_at IS NOT NULL AS gone FROM authors WHERE first_name = 'd'",
      ),
    ).toEqual([{ gone: true }]);
  });

  it("R-CONF-7/relations.r.name R-CONF-7/.otherName R-CONF-7/fields.f.name R-CONF-7/relations.r.skipRecursiveRelations: members have the names that they are given", () => {
    const names = [...Author.metadata.fields.keys()];
    const columns = names.indexOf("authors");
    expect(names.slice(columns)).toEqual(["authors", "corrected", "notes", "pets", "works"]);
    expect(Volume.metadata.fields.has("corrector")).toBe(true);
    expect(Author.metadata.fields.has("colors")).toBe(true);
  });

  it("R-CONF-7/enums.X.tableName R-CONF-7/.valueNames R-CONF-7/.kind R-CONF-7/fields.f.enum R-CONF-6/enums: an enum has the table and the members that it is given", async () => {
    const { Hue } = await project.load("domain/enums/Hue.ts");
    expect(Hue).toEqual({ Red: "RED", Blau: "1B" });
    const unit = em();
    unit.create(Author, {
      firstName: "e",
      slug: "s",
      city: "c",
      color: Hue.Blau,
      colors: [Hue.Red],
    });
    await unit.flush();
    const [author] = await em().find(Author, { color: Hue.Blau });
    expect([author.color, author.colors]).toEqual(["1B", ["RED"]]);
  });

  it("R-CONF-6/entities R-CONF-7/.kind: a table that looks like an enum can be an entity", async () => {
    const { Size } = await project.load("domain/Size.ts");
    expect(await em().find(Size, {})).toMatchObject([{ code: "S", name: "Small" }]);
  });

  it("R-CONF-7/.abstract R-CONF-7/.extends R-CONF-7/fields.f.stiDiscriminator R-CONF-7/.stiType R-CONF-7/.stiNotNull: one table holds several types", async () => {
    const unit = em();
    unit.create(Task, { body: "a", due: "today" });
    unit.create(DatedTask, { body: "b", due: "later" });
    unit.create(Memo, { body: "c" });
    await unit.flush();
    const notes = await em().find(Note, {});
    // oxlint-disable-next-line typescript/no-explicit-any
    expect(notes.map((note: any) => [note.constructor.name, note.body])).toEqual([
      ["Task", "a"],
      ["DatedTask", "b"],
      ["Memo", "c"],
    ]);
    expect(notes[1]).toBeInstanceOf(Task);
    expect(() => em().create(Note, {})).toThrow("Note must be instantiated via a subtype");
    const other = em();
    other.create(Task, { body: "d" });
    await expect(other.flush()).rejects.toThrow("due is required");
  });

  it("R-CONF-7/relations.r.polymorphic: nullable keys with one beginning are one reference", async () => {
    const unit = em();
    const author = unit.create(Author, { firstName: "p", slug: "s", city: "c" });
    const memo = unit.create(Memo, { body: "p", on: author });
    await unit.flush();
    const [found] = await em().find(Memo, { body: "p" }, { populate: "on" });
    expect([found.on.get.firstName, memo.on.id]).toEqual(["p", author.id]);
  });

  it("R-CONF-7/.subType: an inherited relation leads to a subtype", async () => {
    const unit = em();
    const owner = unit.create(Author, { firstName: "o", slug: "s", city: "c" });
    unit.create(Dog, { name: "d", owner });
    await expect(unit.flush()).rejects.toThrow("owner must be a Writer");
  });
});

describe("keys whose effect is in the code alone", () => {
  const tables: Readonly<Record<string, ShortTable>> = {
    authors: { columns: { first_name: "text!" } },
    books: { columns: { title: "text!", author_id: "-> authors!" } },
  };

  it("R-CONF-6/importExtension R-GEN-10: all imports of files end as it says, those of the configuration included", async () => {
    await using project = await newProject({
      schema: schemaOf(tables),
      config: { importExtension: ".js", contextType: "Context@./src/context.ts" },
    });
    await project.run(["--offline"]);
    const sources = await Promise.all(
      ["codegen/AuthorCodegen.ts", "codegen/domain.ts", "Author.ts", "factories/index.ts"].map(
        (path) => project.read(`src/entities/${path}`),
      ),
    );
    const specifiers = sources.flatMap((source) =>
      [...source.matchAll(/from "(\.[^"]+)"/gu)].map(([, path]) => path!),
    );
    expect(specifiers.filter((path) => !path.endsWith(".js"))).toEqual([]);
    expect(specifiers).toContain("../../context.js");
  });

  it("R-CONF-9, R-GEN-1/codegen/names.ts: a configuration in TypeScript is given the names that it can speak of, under which members come without it", async () => {
    await using project = await newProject({ schema: schemaOf(tables) });
    await project.write(
      "kingpost.config.ts",
      'export default { entities: { Book: { relations: { author: { name: "writer" } } } } };',
    );
    await project.run(["--offline"]);
    expect((await project.read("src/entities/codegen/names.ts")).split("\n").slice(1).join("\n"))
      .toBe(`/** What the configuration can speak of: \`defineConfig<Names>({ … })\`. */
export interface Names {
  entities: {
    Author: { fields: "firstName"; relations: "books" };
    Book: { fields: "title"; relations: "author" };
  };
  enums: never;
}
`);
  });

  it("R-CONF-6/graphql R-CONF-6/paginationStyle R-CONF-7/entities.X.graphql: GraphQL is made where it is wanted, with pages as they are wanted, and without what is left out", async () => {
    const shown = { graphql: { directory: "./gql" }, entities: { Book: { graphql: false } } };
    await using project = await newProject({
      schema: schemaOf(tables),
      config: { ...shown, paginationStyle: "limit" },
    });
    await project.run(["--offline"]);
    expect((await readdir(join(project.directory, "gql/resolvers"))).toSorted()).toEqual([
      "allResolvers.ts",
      "author",
      "objects",
      "testUtils.ts",
      "types.ts",
    ]);
    expect(await project.read("gql/resolvers/author/authorsQuery.ts")).toContain("paginateLimit(");
    await using other = await newProject({ schema: schemaOf(tables), config: shown });
    await other.run(["--offline"]);
    expect(await other.read("gql/resolvers/author/authorsQuery.ts")).toContain("paginateCursor(");
  });

  it("R-CONF-6/idType: all ids have the form that it says", () => {
    const typeWith = (idType: Config["idType"]): string =>
      modelOf(tables, { idType }).settings.idType;
    expect([typeWith(undefined), typeWith("number")]).toEqual(["tagged-string", "number"]);
    const perEntity = modelOf(tables, {
      idType: "bigint",
      entities: { Book: { idType: "number" } },
    });
    expect(perEntity.entities.map(({ name, id }) => [name, id.idType])).toEqual([
      ["Author", undefined],
      ["Book", "number"],
    ]);
  });

  it("R-CONF-6/upsert: whether input may move children is a setting of the domain", () => {
    expect([
      modelOf(tables, { upsert: { allowReparent: true } }).settings.allowReparent,
      modelOf(tables).settings.allowReparent,
    ]).toEqual([true, undefined]);
  });

  it("R-CONF-6/databaseUrl: counts for more than the environment", async () => {
    await using project = await newProject({
      config: { databaseUrl: "postgres://u:secret@127.0.0.1:1/configured" },
    });
    const { output } = await project.run([], { DATABASE_URL: "postgres://127.0.0.1:1/other" });
    expect(output.split(" cannot")[0]).toBe("error: The schema of 127.0.0.1:1/configured");
  });

  it("R-CONF-4: codegen never edits the configuration; what it must remember is in the lock file", async () => {
    await using project = await newProject({ schema: schemaOf(tables), config: {} });
    await project.run(["--offline"]);
    expect([
      await project.read("kingpost.config.json"),
      JSON.parse(await project.read("kingpost.lock.json")),
    ]).toEqual(["{}", { tags: { Author: "a", Book: "b" } }]);
  });

  it("R-CONF-7/.directory: a file that is in another folder has to be moved by its author", async () => {
    await using project = await newProject({ schema: schemaOf(tables), config: {} });
    await project.run(["--offline"]);
    await project.write(
      "kingpost.config.json",
      JSON.stringify({ entities: { Book: { directory: "shop" } } }),
    );
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 2,
      output:
        "error: entities.Book.directory: src/entities/Book.ts is in another folder; move it, and what imports it: git mv src/entities/Book.ts src/entities/shop/Book.ts",
    });
  });

  it("R-CONF-7/.kind: a table without the columns of an enum is refused by name", async () => {
    await using project = await newProject({
      schema: schemaOf(tables),
      config: { enums: { Book: { kind: "enum" } } },
    });
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 1,
      output:
        "error: enums.Book.kind: books cannot be an enum: it has no column code, no column name.",
    });
  });
});
