// The commands beside `generate`, and the ways in which it runs that are more than one run.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";
import { newProject } from "./project.ts";
import { schemaOf } from "./schemaOf.ts";

const library = {
  authors: { columns: { name: "text!" } },
  books: { columns: { title: "text!", author_id: "-> authors!" } },
};

describe("init", () => {
  it("R-CODEGEN-16: writes a configuration, scripts and a line into .gitignore, and nothing else", async () => {
    await using project = await newProject();
    const given =
      '{\n\t"name": "app",\n\t"scripts": { "codegen": "mine" },\n\t"type": "module"\n}\n';
    await project.write("package.json", given);
    await project.write(".gitignore", "node_modules");
    expect(await project.run(["init"])).toEqual({
      exitCode: 0,
      output: `init: wrote kingpost.config.ts
init: the script codegen:check runs kingpost-codegen --check
init: the script codegen:watch runs kingpost-codegen --watch
init: the script codegen is there already and stays as it is`,
    });
    expect(await readdir(project.directory)).toEqual([
      ".gitignore",
      "kingpost.config.ts",
      "package.json",
    ]);
    expect([
      await project.read("package.json"),
      await project.read(".gitignore"),
      await project.read("kingpost.config.ts"),
    ]).toEqual([
      `{
\t"name": "app",
\t"scripts": {
\t\t"codegen": "mine",
\t\t"codegen:check": "kingpost-codegen --check",
\t\t"codegen:watch": "kingpost-codegen --watch"
\t},
\t"type": "module"
}
`,
      "node_modules\n.kingpost-codegen/\n",
      `// What codegen makes of the database: one class per table, in src/entities.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({});
`,
    ]);
  });

  it("R-CODEGEN-16: refuses to overwrite a configuration, and to begin outside a package", async () => {
    await using project = await newProject({ config: {} });
    expect(await project.run(["init"])).toEqual({
      exitCode: 2,
      output:
        "error: There is <project>/kingpost.config.json already; init is for projects without a configuration, and was not run.",
    });
    await rm(join(project.directory, "kingpost.config.json"));
    expect(await project.run(["init"])).toEqual({
      exitCode: 2,
      output:
        "error: There is no package.json here; run npm init first, or change to the folder of the project.",
    });
    expect(await readdir(project.directory)).toEqual([]);
  });
});

describe("import-config", () => {
  it("R-CONF-5: writes a configuration that says the same, and notes what has no counterpart", async () => {
    await using project = await newProject();
    await project.write(
      "joist-config.json",
      JSON.stringify({
        $schema: "x",
        codemodVersion: "2.3.0",
        contextType: "Context@src/context",
        transactionType: "PoolClient@pg",
        createFlushFunction: ["app_test"],
        esm: true,
        codegenPlugins: ["joist-graphql-codegen", "./mine.js"],
        timestampColumns: { createdAt: { names: ["made_at"], required: true } },
        entities: {
          Author: {
            tag: "a",
            fields: {
              fullName: { derived: "async" },
              address: { zodSchema: "Address@src/schemas" },
              mail: { serde: "mailSerde@src/serdes", protected: true },
            },
            relations: { books: { large: true } },
          },
        },
        skills: true,
        colour: 1,
      }),
    );
    expect(await project.run(["import-config"])).toEqual({
      exitCode: 0,
      output: `note: codemodVersion: it is of the other product; left out
note: transactionType: a transaction is always a TransactionClient of kingpost/pg; left out
note: codegenPlugins: ./mine.js: plugins are functions (model, settings) => FilePlan[] here; left out
note: entities: Author.fields: fullName.derived: derived members are declared by the class itself; left out
note: entities: Author.fields: mail.serde: a codec has toDb and fromDb; see CustomSerde
note: skills: it is of the other product; left out
note: colour: there is no such key here; left out
import-config: wrote kingpost.config.ts`,
    });
    expect(await project.read("kingpost.config.ts")).toMatchInlineSnapshot(`
      "import { defineConfig } from "@kingpost/codegen";

      export default defineConfig({
        contextType: "Context@./src/context.ts",
        testing: { flushFunction: ["app_test"] },
        graphql: true,
        timestampColumns: { createdAt: { names: ["made_at"], required: true } },
        entities: {
          Author: {
            tag: "a",
            fields: {
              fullName: {},
              address: { schema: "Address@./src/schemas.ts" },
              mail: { codec: "mailSerde@./src/serdes.ts", protected: true },
            },
            relations: { books: { large: true } },
          },
        },
        importExtension: ".js",
      });
      "
    `);
    expect(await project.run(["import-config"])).toEqual({
      exitCode: 2,
      output: "error: There is <project>/kingpost.config.ts already; it is not overwritten.",
    });
  });
});

describe("codemod", () => {
  it("R-CODEGEN-19, R-CODEGEN-17: changes hand-written classes when it is asked to, and nothing else in their files", async () => {
    await using project = await newProject({
      schema: schemaOf({
        animals: { columns: { name: "text!" } },
        dogs: { columns: { id: "-> animals!" } },
      }),
      config: {},
    });
    await project.run(["--offline"]);
    await project.write(
      "kingpost.config.json",
      '{ "entities": { "Animal": { "abstract": true } } }',
    );
    const written = await project.read("src/entities/Animal.ts");
    const mine = `// mine\n${written}// the end\n`;
    await project.write("src/entities/Animal.ts", mine);
    expect(await project.run(["codemod"])).toEqual({
      exitCode: 0,
      output: "abstract: makes classes abstract, or not, as the configuration says",
    });
    expect(await project.run(["codemod", "abstrac", "--offline"])).toEqual({
      exitCode: 2,
      output: "error: Unknown codemod abstrac, did you mean abstract?",
    });
    expect((await project.run(["codemod", "abstract", "--offline", "--dry-run"])).output).toContain(
      "+export abstract class Animal",
    );
    expect(await project.read("src/entities/Animal.ts")).toBe(mine);
    expect(await project.run(["codemod", "abstract", "--offline"])).toEqual({
      exitCode: 0,
      output: "codemod: src/entities/Animal.ts updated",
    });
    expect(await project.read("src/entities/Animal.ts")).toBe(
      mine.replace("export class", "export abstract class"),
    );
    expect((await project.run(["codemod", "abstract", "--offline"])).output).toBe(
      "codemod: nothing to change",
    );
  });
});

describe("the snapshot", () => {
  it("R-SNAP-3: --snapshot-only writes the snapshot and nothing else", async () => {
    await using database = await freshDatabase("CREATE TABLE tags (id serial PRIMARY KEY)");
    await using project = await newProject();
    const env = { DATABASE_URL: database.url };
    expect(await project.run(["--snapshot-only"], env)).toEqual({
      exitCode: 0,
      output: "codegen: kingpost.schema.json created",
    });
    expect(await readdir(project.directory)).toEqual(["kingpost.schema.json"]);
    expect((await project.run(["--snapshot-only"], env)).output).toBe(
      "codegen: kingpost.schema.json unchanged",
    );
    expect(await project.run(["--snapshot-only", "--offline"], env)).toEqual({
      exitCode: 2,
      output: "error: --offline and --snapshot-only contradict each other; give one.",
    });
    await project.write("kingpost.config.json", '{ "snapshot": false }');
    expect(await project.run(["--snapshot-only"], env)).toEqual({
      exitCode: 2,
      output: "error: --snapshot-only needs a snapshot, which the configuration turns off.",
    });
  });

  it("R-SNAP-3: print-schema lists the tables with what belongs to them", async () => {
    await using database = await freshDatabase(`
      CREATE TYPE mood AS ENUM ('ok', 'sad');
      CREATE TABLE authors (id serial PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, age int DEFAULT 3,
        twice int GENERATED ALWAYS AS (age * 2) STORED, mood mood, CONSTRAINT old CHECK (age > 0));
      CREATE TABLE parts (author_id int REFERENCES authors, no int, PRIMARY KEY (author_id, no));
      CREATE TABLE pages (author_id int, no int, at date, FOREIGN KEY (author_id, no) REFERENCES parts);
      CREATE INDEX pages_at ON pages (at);
      CREATE VIEW adults AS SELECT name FROM authors`);
    await using project = await newProject();
    const { exitCode, output } = await project.run(["print-schema"], {
      DATABASE_URL: database.url,
    });
    expect(exitCode).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "view public.adults
        name  character varying(20)

      table public.authors
        id     integer                primary key, not null, default nextval('public.authors_id_seq'::regclass)
        name   character varying(20)  not null, unique
        age    integer                default 3
        twice  integer                generated stored, (age * 2)
        mood   public.mood
        check old: (age > 0)

      table public.pages
        author_id  integer
        no         integer
        at         date
        (author_id, no) → public.parts (author_id, no)
        index pages_at (at)

      table public.parts
        author_id  integer  not null, → public.authors.id
        no         integer  not null
        primary key (author_id, no)

      enum public.mood: ok, sad"
    `);
    expect(await readdir(project.directory)).toEqual([]);
  });
});

describe("files of entities that are gone", () => {
  const orphans = `orphan: src/entities/Book.ts belongs to no table any more; remove it with: rm src/entities/Book.ts
orphan: src/entities/factories/newBook.ts belongs to no table any more; remove it with: rm src/entities/factories/newBook.ts`;

  it("R-CODEGEN-7: are removed when somebody at a terminal says so, and only then", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    await project.write(
      "kingpost.schema.json",
      JSON.stringify(schemaOf({ authors: library.authors })),
    );
    const questions: string[] = [];
    const answer = (yes: boolean) => async (question: string) => {
      questions.push(question);
      return yes;
    };
    expect(await project.run(["--offline"], {}, answer(false))).toEqual({
      exitCode: 0,
      output: `${orphans}\ncodegen: 0 created, 6 updated, 1 deleted, 2 unchanged`,
    });
    expect(await project.run(["--offline", "--check"], {}, answer(true))).toEqual({
      exitCode: 0,
      output: `${orphans}\ncodegen: up to date, 8 files`,
    });
    expect(await project.run(["--offline"], {}, answer(true))).toEqual({
      exitCode: 0,
      output: `${orphans}\ncodegen: 0 created, 0 updated, 2 deleted, 8 unchanged`,
    });
    expect(questions).toEqual(["Remove them?", "Remove them?"]);
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output: "codegen: 0 created, 0 updated, 0 deleted, 8 unchanged",
    });
  });

  it("R-CODEGEN-7: are removed without asking with --yes, and listed by --dry-run", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    await project.write(
      "kingpost.schema.json",
      JSON.stringify(schemaOf({ authors: library.authors })),
    );
    await project.run(["--offline"]);
    const removing = orphans.replaceAll(/; remove it with: .*/gu, "");
    expect((await project.run(["--offline", "--yes", "--dry-run"])).output).toBe(
      `${removing}
would be deleted: src/entities/Book.ts
would be deleted: src/entities/factories/newBook.ts
codegen: 0 created, 0 updated, 2 deleted, 8 unchanged; nothing was written`,
    );
    expect((await project.run(["--offline", "--yes"])).output).toBe(
      `${removing}\ncodegen: 0 created, 0 updated, 2 deleted, 8 unchanged`,
    );
  });
});

describe("--watch", () => {
  it("R-CODEGEN-4: runs again after a change of the schema, of the configuration and of an entity's file; errors do not end it", async () => {
    await using database = await freshDatabase(
      "CREATE TABLE tags (id serial PRIMARY KEY, name text NOT NULL)",
    );
    await using project = await newProject();
    await project.write("kingpost.config.ts", "export default {};\n");
    const watching = project.start(["--watch"], { DATABASE_URL: database.url });
    try {
      expect(await watching.line()).toBe(
        "codegen: 9 created, 0 updated, 0 deleted, 0 unchanged (started)",
      );
      await database.query("ALTER TABLE tags ADD color text");
      expect(await watching.line()).toBe(
        "codegen: 0 created, 4 updated, 0 deleted, 5 unchanged (the schema)",
      );
      // What others write into tables is no change.
      await database.query("INSERT INTO tags (name) VALUES ('a')");
      await project.write("kingpost.config.ts", "export default { tagDelimiter: 1 };\n");
      expect(await watching.line()).toBe(
        "error: tagDelimiter: expected a string, got 1 (kingpost.config.ts)",
      );
      await project.write("kingpost.config.ts", 'export default { tagDelimiter: "-" };\n');
      expect(await watching.line()).toBe(
        "codegen: 0 created, 1 updated, 0 deleted, 8 unchanged (kingpost.config.ts)",
      );
      const path = "src/entities/Tag.ts";
      const written = await project.read(path);
      await project.write(path, `${written}\ntagConfig.setDefault("name", () => "x");\n`);
      expect(await watching.line()).toBe(
        "codegen: 0 created, 1 updated, 0 deleted, 8 unchanged (Tag.ts)",
      );
    } finally {
      expect(await watching.stop()).toEqual({ exitCode: 0, output: "" });
    }
  });

  it("R-CODEGEN-4: with --offline it follows the snapshot, and a wrong configuration at the start ends it", async () => {
    await using project = await newProject({
      schema: schemaOf(library),
      config: { tagDelimiter: 1 },
    });
    expect(await project.run(["--watch", "--offline"])).toEqual({
      exitCode: 2,
      output: "error: tagDelimiter: expected a string, got 1",
    });
    await project.write("kingpost.config.json", "{}");
    const watching = project.start(["--watch", "--offline"]);
    try {
      expect(await watching.line()).toBe(
        "codegen: 10 created, 1 updated, 0 deleted, 0 unchanged (started)",
      );
      await project.write(
        "kingpost.schema.json",
        JSON.stringify(schemaOf({ authors: library.authors })),
      );
      expect((await watching.line()).startsWith("orphan: src/entities/Book.ts")).toBe(true);
    } finally {
      expect((await watching.stop()).exitCode).toBe(0);
    }
  });

  it("R-CODEGEN-4: a database that goes away is told once, and followed again when it is back", async () => {
    await using database = await freshDatabase("CREATE TABLE tags (id serial PRIMARY KEY)");
    await using project = await newProject();
    const watching = project.start(["--watch"], { DATABASE_URL: database.url });
    try {
      await watching.line();
      const name = new URL(database.url).pathname.slice(1);
      await database.query(
        `DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND application_name = 'kingpost-codegen'; END $$`,
      );
      await database.query("ALTER TABLE tags ADD color text");
      const lines = [await watching.line()];
      if (lines[0]!.startsWith("warning")) lines.push(await watching.line());
      expect(lines.at(-1)).toBe(
        "codegen: 0 created, 3 updated, 0 deleted, 5 unchanged (the schema)",
      );
    } finally {
      expect((await watching.stop()).exitCode).toBe(0);
    }
  });
});
