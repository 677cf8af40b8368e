import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../src/cli/commands.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { newProject } from "./project.ts";
import { schemaOf } from "./schemaOf.ts";

const library = {
  authors: { columns: { name: "text!" } },
  books: { columns: { title: "text!", author_id: "-> authors!" } },
};

describe("the command", () => {
  it("R-CODEGEN-1: writes what differs, says how many files, and the second run writes nothing", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 10 created, 1 updated, 0 deleted, 0 unchanged",
    });
    const files = await snapshotOf(project.directory);
    expect(await project.run(["generate", "--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 0 created, 0 updated, 0 deleted, 11 unchanged",
    });
    expect(await snapshotOf(project.directory)).toEqual(files);
  });

  it("R-CODEGEN-2, R-CODEGEN-8: --check notices an edit of a generated file and shows it; the next run overwrites it", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    expect(await project.run(["--check", "--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: up to date, 11 files",
    });
    const path = "src/entities/codegen/BookCodegen.ts";
    const generated = await project.read(path);
    const edited = generated.replace('tagName: string = "b"', 'tagName: string = "bk"');
    await project.write(path, edited);
    expect(await project.run(["--check", "--offline"])).toMatchInlineSnapshot(`
      {
        "exitCode": 1,
        "output": "--- a/src/entities/codegen/BookCodegen.ts
      +++ b/src/entities/codegen/BookCodegen.ts
      @@ -90,7 +90,7 @@
       
       export abstract class BookCodegen extends BaseEntity<EntityManager, BookId> {
         declare static readonly metadata: EntityMeta<Book>;
      -  static readonly tagName: string = "bk";
      +  static readonly tagName: string = "b";
         static readonly config: ConfigApi<Book, unknown> = bookConfig;
         declare readonly __types: BookTypes;
       

      codegen: out of date: 0 created, 1 updated, 0 deleted, 10 unchanged. Run codegen.",
      }
    `);
    expect(await project.read(path)).toBe(edited);
    await project.run(["--offline"]);
    expect(await project.read(path)).toBe(generated);
  });

  it("R-CODEGEN-2: --check notices a missing file, a file too many, a lock and a snapshot that would change", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    const old = await project.read("src/entities/codegen/BookCodegen.ts");
    await project.write("src/entities/codegen/OldCodegen.ts", old);
    await project.write("kingpost.lock.json", "{}");
    await project.write("kingpost.schema.json", JSON.stringify(schemaOf(library)));
    const { exitCode, output } = await project.run(["--check", "--offline"]);
    expect(exitCode).toBe(1);
    expect(output.split("\n").filter((line) => /^(?:---|\+\+\+|codegen)/.test(line))).toEqual([
      "--- a/kingpost.lock.json",
      "+++ b/kingpost.lock.json",
      "--- a/kingpost.schema.json",
      "+++ b/kingpost.schema.json",
      "--- a/src/entities/codegen/OldCodegen.ts",
      "+++ /dev/null",
      "codegen: out of date: 0 created, 2 updated, 1 deleted, 9 unchanged. Run codegen.",
    ]);
  });

  it("R-CODEGEN-3: --dry-run says what would be written and deleted, and writes nothing", async () => {
    await using project = await newProject({
      schema: schemaOf({ tags: { columns: { name: "text" } } }),
    });
    const files = await snapshotOf(project.directory);
    expect(await project.run(["--dry-run", "--offline"])).toEqual({
      exitCode: 0,
      output: `would be created: src/entities/Tag.ts
would be created: src/entities/codegen/TagCodegen.ts
would be created: src/entities/factories/newTag.ts
would be created: src/entities/codegen/schema.ts
would be created: src/entities/codegen/domain.ts
would be created: src/entities/factories/index.ts
would be created: kingpost.lock.json
would be updated: kingpost.schema.json
codegen: 7 created, 1 updated, 0 deleted, 0 unchanged; nothing was written`,
    });
    expect(await snapshotOf(project.directory)).toEqual(files);
  });

  it("R-CODEGEN-8: a file that was written once is never touched again", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    const mine = "// mine\n";
    await project.write("src/entities/Book.ts", mine);
    await project.write("src/entities/factories/newBook.ts", mine);
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 0 created, 0 updated, 0 deleted, 11 unchanged",
    });
    expect(await project.read("src/entities/Book.ts")).toBe(mine);
  });

  it("R-CODEGEN-7: files of dropped tables are deleted when they are ours, and listed when they are not", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    await project.write("src/entities/enums/Mine.ts", "export {};\n");
    await project.write("src/entities/notes.ts", "export {};\n");
    await project.write(
      "kingpost.schema.json",
      JSON.stringify(schemaOf({ authors: library.authors })),
    );
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: `orphan: src/entities/Book.ts belongs to no table any more; remove it with: rm src/entities/Book.ts
orphan: src/entities/factories/newBook.ts belongs to no table any more; remove it with: rm src/entities/factories/newBook.ts
codegen: 0 created, 6 updated, 1 deleted, 2 unchanged`,
    });
    expect(
      (await readdir(join(project.directory, "src/entities"), { recursive: true })).toSorted(),
    ).toEqual([
      "Author.ts",
      "Book.ts",
      "codegen",
      "codegen/AuthorCodegen.ts",
      "codegen/domain.ts",
      "codegen/schema.ts",
      "enums",
      "enums/Mine.ts",
      "factories",
      "factories/index.ts",
      "factories/newAuthor.ts",
      "factories/newBook.ts",
      "notes.ts",
    ]);
  });

  it("R-CODEGEN-9: a tag is the initials, or the name when they are taken, and stays when others come", async () => {
    await using project = await newProject({
      schema: schemaOf({ book_reviews: {}, bees: {}, boats: {} }),
    });
    await project.run(["--offline"]);
    expect(JSON.parse(await project.read("kingpost.lock.json"))).toEqual({
      tags: { Bee: "b", Boat: "boat", BookReview: "br" },
    });
    await project.write(
      "kingpost.schema.json",
      JSON.stringify(schemaOf({ animals: {}, apes: {}, boats: {}, book_reviews: {} })),
    );
    await project.write(
      "kingpost.config.json",
      JSON.stringify({ entities: { Ape: { tag: "a" } } }),
    );
    await project.run(["--offline"]);
    expect(JSON.parse(await project.read("kingpost.lock.json"))).toEqual({
      tags: { Animal: "animal", Ape: "a", Boat: "boat", BookReview: "br" },
    });
    await project.write(
      "kingpost.config.json",
      JSON.stringify({ entities: { Ape: { tag: "boat" } } }),
    );
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 1,
      output: 'error: entities.Boat.tag: "boat" is already Ape\'s; give one of them another tag.',
    });
  });

  it("R-CODEGEN-10: a default set in an entity's file makes the option optional, and the file is read, not run", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    expect(optsIn(await project.read("src/entities/codegen/BookCodegen.ts"))).toEqual([
      "id?: BookId | null | undefined;",
      "title: string;",
      "author: Author | AuthorId;",
    ]);
    await project.write(
      "src/entities/Book.ts",
      `import { bookConfig, BookCodegen } from "./codegen/BookCodegen.ts";
throw new Error("run");
export class Book extends BookCodegen {}
// bookConfig.setDefault("author", () => 1);
bookConfig.setDefault('title', () => "untitled") satisfies unknown;
const setDefault = "author";
`,
    );
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 0 created, 1 updated, 0 deleted, 10 unchanged",
    });
    expect(optsIn(await project.read("src/entities/codegen/BookCodegen.ts"))).toEqual([
      "id?: BookId | null | undefined;",
      "title?: string | undefined;",
      "author: Author | AuthorId;",
    ]);
  });

  it("R-CODEGEN-17: a class that has to become abstract, or to be so no longer, is named on every run and check", async () => {
    const schema = schemaOf({
      animals: { columns: { name: "text!" } },
      dogs: { columns: { id: "-> animals!", size: "integer" } },
    });
    await using project = await newProject({ schema });
    await project.run(["--offline"]);
    await project.write(
      "kingpost.config.json",
      '{ "entities": { "Animal": { "abstract": true } } }',
    );
    const warning =
      'warning: Animal is abstract by the config, its class is not: write "export abstract class Animal" in Animal.ts.';
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: `${warning}\ncodegen: 0 created, 1 updated, 0 deleted, 10 unchanged`,
    });
    expect(await project.run(["--check", "--offline"])).toEqual({
      exitCode: 0,
      output: `${warning}\ncodegen: up to date, 11 files`,
    });
    expect((await project.run(["--check", "--strict", "--offline"])).exitCode).toBe(1);
    const path = "src/entities/Animal.ts";
    const written = await project.read(path);
    await project.write(path, written.replace("export class", "export abstract class"));
    expect(await project.run(["--check", "--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: up to date, 11 files",
    });
    await project.write("kingpost.config.json", "{}");
    expect((await project.run(["--offline"])).output.split("\n")[0]).toBe(
      'warning: Animal is not abstract by the config, its class is: write "export class Animal" in Animal.ts.',
    );
  });

  it("R-SNAP-2: generates the same from the snapshot as from the database that it was taken of", async () => {
    await using database = await freshDatabase(
      `CREATE TABLE sizes (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL);
       INSERT INTO sizes (code, name) VALUES ('L', 'Large'), ('S', 'Small');
       CREATE TABLE shirts (id serial PRIMARY KEY, size_id int NOT NULL REFERENCES sizes, price numeric(8, 2) DEFAULT 9.50);
       CREATE TABLE people (id serial PRIMARY KEY, code text, name text, shirt_id int REFERENCES shirts);
       INSERT INTO people (code, name) VALUES ('secret', 'secret');`,
    );
    await using project = await newProject();
    expect(await project.run([], { DATABASE_URL: database.url })).toEqual({
      exitCode: 0,
      output: "codegen: 12 created, 0 updated, 0 deleted, 0 unchanged",
    });
    const files = await snapshotOf(project.directory);
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 0 created, 0 updated, 0 deleted, 12 unchanged",
    });
    expect(await snapshotOf(project.directory)).toEqual(files);
    const snapshot = await project.read("kingpost.schema.json");
    expect(
      ["secret", database.url, new URL(database.url).pathname.slice(1)].filter((text) =>
        snapshot.includes(text),
      ),
    ).toEqual([]);
  });

  it("R-SNAP-1: a server of another version, which words views differently, leaves the snapshot as it is when nothing else differs", async () => {
    await using database = await freshDatabase(
      "CREATE TABLE tags (id serial PRIMARY KEY, name text); CREATE VIEW names AS SELECT name FROM tags",
    );
    await using project = await newProject();
    const env = { DATABASE_URL: database.url };
    await project.run([], env);
    const snapshot = await project.read("kingpost.schema.json");
    const reworded = snapshot.replace(/"definition": ".*"/, '"definition": " SELECT x"');
    await project.write(
      "kingpost.schema.json",
      reworded.replace(/"serverVersion": \d+/, '"serverVersion": 140001'),
    );
    expect(await project.run(["--check"], env)).toEqual({
      exitCode: 0,
      output: "codegen: up to date, 8 files",
    });
    await project.write("kingpost.schema.json", reworded);
    expect((await project.run(["--check"], env)).exitCode).toBe(1);
    await database.query("ALTER TABLE tags ADD note text");
    await project.run([], env);
    const next = JSON.parse(await project.read("kingpost.schema.json")) as object;
    expect({ ...next, tables: [] }).toEqual({ ...(JSON.parse(snapshot) as object), tables: [] });
  });

  it("R-CODEGEN-6, R-CONF-2: a wrong configuration is exit code 2 and says every path and what was meant", async () => {
    await using project = await newProject({
      schema: schemaOf(library),
      config: {
        entitesDirectory: "x",
        contextType: "Context",
        importExtension: "ts",
        snapshot: true,
        ignoredTables: ["a", 1],
        entities: {
          Author: {
            tag: "1",
            fields: { name: { nam: "x" } },
            relations: { books: { name: "a-b" } },
          },
          Book: [],
        },
        enums: { Color: { valueNames: { RED: 1 } } },
      },
    });
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 2,
      output: `error: entitesDirectory: unknown key, did you mean "entitiesDirectory"?
error: contextType: expected "Type@module" such as "Context@./src/context.ts", got "Context"
error: importExtension: expected ".ts", ".js" or "", got "ts", did you mean ".ts"?
error: snapshot: expected a path or false, got true
error: ignoredTables[1]: expected a string, got 1
error: entities.Author.tag: a tag is a letter, then letters, digits and underlines; got "1"
error: entities.Author.fields.name.nam: unknown key, did you mean "name"?
error: entities.Author.relations.books.name: "a-b" is not the name of a member
error: entities.Book: expected an object, got []
error: enums.Color.valueNames.RED: expected a string, got 1`,
    });
  });

  it("R-CONF-3: entries for what is not in the schema are warnings, and errors with --strict", async () => {
    await using project = await newProject({
      schema: schemaOf(library),
      config: {
        entities: { Autor: {}, Book: { fields: { titel: {} }, relations: { athor: {} } } },
        enums: { Color: {} },
      },
    });
    const warnings = `warning: entities.Autor: unknown entity, did you mean Author?
warning: enums.Color: unknown enum
warning: entities.Book.fields.titel: unknown field, did you mean title?
warning: entities.Book.relations.athor: unknown relation, did you mean author?`;
    expect(await project.run(["--offline", "--strict"])).toEqual({
      exitCode: 1,
      output: `${warnings}\nerror: Warnings are errors with --strict; nothing was written.`,
    });
    expect(await readdir(project.directory)).toEqual([
      "kingpost.config.json",
      "kingpost.schema.json",
    ]);
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: `${warnings}\ncodegen: 10 created, 1 updated, 0 deleted, 0 unchanged`,
    });
  });

  it("R-CONF-1: two configurations in one folder are an error, and --config names another one", async () => {
    await using project = await newProject({ schema: schemaOf(library), config: {} });
    await project.write("kingpost.config.ts", "export default {};\n");
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 2,
      output:
        "error: There are 2 configurations, of which one must go: <project>/kingpost.config.ts, <project>/kingpost.config.json",
    });
    await project.write(
      "config/mine.json",
      JSON.stringify({ snapshot: "../kingpost.schema.json", entitiesDirectory: "out" }),
    );
    expect(await project.run(["--offline", "--config", "config/mine.json"])).toEqual({
      exitCode: 0,
      output: "codegen: 10 created, 1 updated, 0 deleted, 0 unchanged",
    });
    expect((await readdir(join(project.directory, "config"))).toSorted()).toEqual([
      "kingpost.lock.json",
      "mine.json",
      "out",
    ]);
    expect(await project.run(["--offline", "--config", "none.ts"])).toEqual({
      exitCode: 2,
      output: "error: There is no <project>/none.ts.",
    });
  });

  it("R-CODEGEN-6: --offline without a snapshot, a damaged one and a damaged lock are exit code 2", async () => {
    await using project = await newProject();
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 2,
      output:
        "error: There is no snapshot <project>/kingpost.schema.json. Run codegen once with a database.",
    });
    await project.write("kingpost.schema.json", "[]");
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 2,
      output:
        "error: <project>/kingpost.schema.json is no snapshot. Run codegen once with a database.",
    });
    await project.write("kingpost.schema.json", JSON.stringify(schemaOf(library)));
    await project.write("kingpost.lock.json", "{");
    const { exitCode, output } = await project.run(["--offline"]);
    expect([exitCode, output.replace(/: SyntaxError: .*\. Restore/, ": …. Restore")]).toEqual([
      2,
      "error: kingpost.lock.json is not JSON: …. Restore it: ids that were given out carry its tags.",
    ]);
  });

  it("R-CODEGEN-6: unknown options, unknown commands and options that contradict each other are exit code 2", async () => {
    await using project = await newProject();
    expect(await project.run(["migrate"])).toEqual({
      exitCode: 2,
      output: `error: Unknown command migrate. Choose from: ${Object.keys(commands).join(", ")}`,
    });
    expect(await project.run(["genrate"])).toEqual({
      exitCode: 2,
      output: "error: Unknown command genrate, did you mean generate?",
    });
    expect(await project.run(["--check", "--dry-run"])).toEqual({
      exitCode: 2,
      output: "error: --check and --dry-run contradict each other; give one.",
    });
    const { exitCode, output } = await project.run(["--chek"]);
    expect([exitCode, output.startsWith("error: Unknown option '--chek'")]).toEqual([2, true]);
  });

  it("R-CODEGEN-13: no database, a wrong password and a database that is not there are exit code 3, in a sentence with the code", async () => {
    await using database = await freshDatabase("SELECT 1");
    await using project = await newProject();
    expect(await project.run([])).toEqual({
      exitCode: 2,
      output:
        "error: Which database? Set DATABASE_URL, or databaseUrl in kingpost.config.ts, or pass --offline to generate from the snapshot.",
    });
    expect(
      await project.run([], { DATABASE_URL: "postgres://u:secret@127.0.0.1:1/nowhere" }),
    ).toEqual({
      exitCode: 3,
      output:
        "error: The schema of 127.0.0.1:1/nowhere cannot be read: connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED). Is the server running, and is DATABASE_URL right?",
    });
    const url = new URL(database.url);
    url.pathname = "/not_there";
    expect(await project.run([], { DATABASE_URL: url.href })).toEqual({
      exitCode: 3,
      output: `error: The schema of ${url.host}/not_there cannot be read: database "not_there" does not exist (3D000). Create the database and migrate it first.`,
    });
    const [, name] = new URL(database.url).pathname.split("/");
    expect(
      await project.run([], {
        DB_HOST: url.hostname,
        DB_PORT: url.port,
        DB_USER: url.username,
        DB_PASSWORD: url.password,
        DB_DATABASE: name!,
      }),
    ).toEqual({ exitCode: 0, output: "codegen: 5 created, 0 updated, 0 deleted, 0 unchanged" });
  });

  it("R-CODEGEN-5: reads in a read-only transaction, so that not even a function of the schema writes", async () => {
    await using database = await freshDatabase(`
      CREATE TABLE visits (id serial PRIMARY KEY);
      CREATE TYPE pair AS (a int, b int);
      CREATE FUNCTION visit(pair) RETURNS text LANGUAGE sql AS 'INSERT INTO public.visits DEFAULT VALUES RETURNING ''x''::text';
      CREATE CAST (pair AS text) WITH FUNCTION visit(pair);
      CREATE TABLE kinds (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL, extra pair);
      INSERT INTO kinds (code, name, extra) VALUES ('A', 'A', (1, 2));
    `);
    await using project = await newProject();
    const place = new URL(database.url);
    expect(await project.run([], { DATABASE_URL: database.url })).toEqual({
      exitCode: 3,
      output: `error: The schema of ${place.host}${place.pathname} cannot be read: cannot execute INSERT in a read-only transaction (25006). Check DATABASE_URL.`,
    });
    expect(await database.query("SELECT count(*)::int AS visits FROM visits")).toEqual([
      { visits: 0 },
    ]);
  });

  it("R-CODEGEN-6: a schema that allows no correct code is exit code 1, and nothing is written", async () => {
    await using project = await newProject({
      schema: schemaOf({ books: { columns: { em: "text", load: "text" } } }),
    });
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 1,
      output: `error: Book.em (column books.em): every entity has a member of this name; in the configuration write entities: { Book: { fields: { "column:em": { name: "…" } } } }.
error: Book.load (column books.load): every entity has a member of this name; in the configuration write entities: { Book: { fields: { "column:load": { name: "…" } } } }.`,
    });
    expect(await readdir(project.directory)).toEqual(["kingpost.schema.json"]);
  });

  it("R-CODEGEN-6: a file that cannot be written is exit code 1 and names the file", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.write("src/entities/codegen", "in the way");
    const { exitCode, output } = await project.run(["--offline"]);
    expect([exitCode, output.replace(/written: .*? All/, "written: … All")]).toEqual([
      1,
      "error: src/entities/codegen/AuthorCodegen.ts cannot be written: … All files are as they were.",
    ]);
  });
});

/** Contents and times of all files of a folder: equal only when nothing was written between. */
async function snapshotOf(directory: string): Promise<ReadonlyArray<readonly [string, number]>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files
      .toSorted()
      .map(async (file) => [file, (await stat(file, { bigint: false })).ctimeMs] as const),
  );
}

/** The lines of the interface of options. */
function optsIn(text: string): ReadonlyArray<string> {
  const body = /export interface \w+Opts \{\n(.*?)\n\}/s.exec(text)?.[1] ?? "";
  return body.split("\n").map((line) => line.trim());
}
