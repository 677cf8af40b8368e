import { describe, expect, it } from "vitest";
import { diagramOf } from "../src/erd/diagramOf.ts";
import { erd } from "../src/erd/erd.ts";
import { mermaid } from "../src/erd/mermaid.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { goldenModel } from "./goldenModel.ts";
import { modelOf } from "./modelOf.ts";
import { newProject } from "./project.ts";
import { type ShortTable, schemaOf } from "./schemaOf.ts";

describe("the drawing of a domain", () => {
  it("R-ERD-1, R-ERD-2: shows entities, fields, enums and what leads where, with how many on each side", async () => {
    expect(mermaid(diagramOf(await goldenModel("library")))).toMatchInlineSnapshot(`
      "erDiagram
        Author {
          integer id PK
          text firstName "As on the cover. Without titles."
          integer age "or null"
          Publisher publisher FK "or null"
          Color favoriteColor "or null"
          Author mentor FK "or null; Who taught them."
          integer version
          timestamptz createdAt
          timestamptz updatedAt
          timestamptz deletedAt "or null"
        }
        Book {
          uuid id PK
          text title
          Author author FK
          Color coverColor
          Color backColor "or null"
          integer position
          text slug "or null"
          timestamptz publishedAt
        }
        BookReview {
          integer id PK
          Book book FK
          integer rating
        }
        Color["Color (enum)"] {
          code DARK_GREEN
          code BLUE
          code RED
        }
        Country {
          text id PK
          text name
        }
        Image {
          integer id PK
          Author author FK
          varchar(200) fileName
        }
        Publisher {
          bigint id PK
          text name
          text city "or null"
        }
        Tag {
          integer id PK
          text name UK
        }
        Author }o--o| Author : "mentor"
        Author }o..o| Color : "favoriteColor"
        Author }o--o| Publisher : "publisher"
        Book }o--|| Author : "author"
        Book }o..o| Color : "backColor"
        Book }o..|| Color : "coverColor"
        Book }o--o{ Tag : "tags / books"
        BookReview }o--|| Book : "book"
        Image |o--|| Author : "author"
      "
    `);
  });

  it("R-ERD-1: shows what extends what, polymorphic references and join tables to enums", () => {
    const model = modelOf(
      {
        animals: { columns: { name: "text!" } },
        dogs: { columns: { id: "-> animals!", tail: "text" } },
        photos: {
          columns: { subject_dog_id: "-> dogs", subject_keeper_id: "-> keepers", title: "text!" },
        },
        keepers: { columns: { name: "text!" } },
        skill: {
          columns: { code: "text!", name: "text!" },
          rows: [{ id: "1", code: "FEED", name: "Feed" }],
        },
        keepers_to_skills: {
          columns: { keeper_id: "-> keepers!", skill_id: "-> skill!" },
          key: ["keeper_id", "skill_id"],
        },
      },
      { entities: { Photo: { relations: { subject: { polymorphic: true } } } } },
    );
    expect(mermaid(diagramOf(model))).toMatchInlineSnapshot(`
      "erDiagram
        Animal {
          integer id PK
          text name
        }
        Dog {
          text tail "or null"
        }
        Keeper {
          integer id PK
          text name
        }
        Photo {
          integer id PK
          Dog subjectDog FK "or null"
          Keeper subjectKeeper FK "or null"
          text title
        }
        Skill["Skill (enum)"] {
          code FEED
        }
        Dog |o..|| Animal : "extends"
        Keeper }o..o{ Skill : "skills"
        Photo }o--o| Dog : "subjectDog"
        Photo }o--o| Keeper : "subjectKeeper"
      "
    `);
  });

  it("R-ERD-2: writes names that Mermaid cannot read as labels, and none of them as markup", async () => {
    await expect(mermaid(diagramOf(await goldenModel("hostile")))).toMatchFileSnapshot(
      "golden/hostile.erd.mmd",
    );
  });

  it("R-ERD-3: draws the same picture for the same domain, with every name and nothing that could run", async () => {
    const model = await goldenModel("hostile");
    const [, { contents }] = (await erd(model)) as [unknown, { contents: string }];
    expect((await erd(model))[1]!.contents).toBe(contents);
    expect(contents.match(/<text class="name"/g)?.length).toBe(
      model.entities.length + model.enums.length + model.nativeEnums.length,
    );
    expect(contents.match(/<(?:script|foreignObject|image|a|use)\b|on\w+=|href=/g)).toBeNull();
  });

  it("R-ERD-4: draws 300 tables, with their keys and references", async () => {
    const files = await erd(modelOf(manyTables(300)));
    expect(files.map(({ path }) => path)).toEqual(["erd.mmd", "erd.svg"]);
    expect(files[1]!.contents.match(/<text class="name"/g)?.length).toBe(300);
    expect(files[1]!.contents.match(/<path class="line reference"/g)?.length).toBe(599);
    expect(files[1]!.contents).not.toMatch(/NaN|undefined/);
  });

  it("R-ERD-5: the command takes the live database, or the snapshot, and changes nothing else", async () => {
    await using database = await freshDatabase(
      "CREATE TABLE authors (id serial PRIMARY KEY, name text)",
    );
    await using project = await newProject({
      schema: schemaOf({ tags: { columns: { name: "text" } } }),
    });
    expect(await project.run(["erd"], { DATABASE_URL: database.url })).toEqual({
      exitCode: 0,
      output: "erd: docs/schema/erd.mmd\nerd: docs/schema/erd.svg",
    });
    expect(await project.read("docs/schema/erd.mmd")).toBe(`erDiagram
  Author {
    integer id PK
    text name "or null"
  }
`);
    expect(await project.run(["erd", "--offline", "--out", "there"])).toEqual({
      exitCode: 0,
      output: "erd: there/erd.mmd\nerd: there/erd.svg",
    });
    expect(await project.read("there/erd.mmd")).toBe(`erDiagram
  Tag {
    integer id PK
    text name "or null"
  }
`);
    expect(await project.list()).toEqual([
      "docs/schema/erd.mmd",
      "docs/schema/erd.svg",
      "kingpost.schema.json",
      "there/erd.mmd",
      "there/erd.svg",
    ]);
  });
});

/** As in a schema that grew: tables in groups around one of them, and some that many others refer to. */
function manyTables(count: number): Record<string, ShortTable> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const columns: Record<string, string> = { name: "text!", size: "integer", made: "date" };
      if (at > 0) columns["near_id"] = `-> table${at - (at % 10)}s!`;
      if (at > 0) columns["far_id"] = `-> table${Math.floor(at / 30) * 3}s`;
      if (at === 0) columns["self_id"] = "-> table0s";
      return [`table${at}s`, { columns }];
    }),
  );
}
