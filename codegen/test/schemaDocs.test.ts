import { describe, expect, it } from "vitest";
import { schemaDocs } from "../src/docs/schemaDocs.ts";
import { goldenModel } from "./goldenModel.ts";
import { newProject } from "./project.ts";
import { schemaOf } from "./schemaOf.ts";

const library = {
  authors: {
    columns: { name: "text! unique", age: "integer" },
    checks: [{ name: "adult", expression: "(age >= 18)" }],
  },
  books: { columns: { title: "text!", author_id: "-> authors!" } },
};

describe("the description of a domain", () => {
  it("R-DOCS-1: has a page for each entity and enum, a list and a drawing of all, and the search", async () => {
    const files = await schemaDocs({ model: await goldenModel("library"), rules: {} });
    expect(files.map(({ path }) => path)).toEqual([
      "index.html",
      "diagram.html",
      "erd.mmd",
      "erd.svg",
      "style.css",
      "search.js",
      "search-index.js",
      "entities/Author.html",
      "entities/Book.html",
      "entities/BookReview.html",
      "entities/Country.html",
      "entities/Image.html",
      "entities/Publisher.html",
      "entities/Tag.html",
      "enums/Color.html",
    ]);
  });

  it("R-DOCS-1: says of an entity its fields, relations, rules and indexes", async () => {
    const files = await schemaDocs({ model: await goldenModel("library"), rules: {} });
    const { contents } = files.find(({ path }) => path === "entities/Author.html")!;
    await expect(contents).toMatchFileSnapshot("golden/library.Author.html");
  });

  it("R-DOCS-1: tells what the class registers, with the comment before it, and what the database checks", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    await project.run(["--offline"]);
    await project.write(
      "src/entities/Author.ts",
      `import { AuthorCodegen, authorConfig } from "./codegen/AuthorCodegen.ts";
export class Author extends AuthorCodegen {}
// Names are written
// as on the cover.
authorConfig.addRule("name", ({ name }) => (name === "" ? "empty" : undefined));
/** Nobody gets younger. */
authorConfig.addRule(cannotBeUpdated("age"));
authorConfig.beforeFlush(async () => {});
`,
    );
    await project.run(["docs", "--offline"]);
    const page = await project.read("docs/schema/entities/Author.html");
    expect(/<ul class="rules">.*?<\/ul>/su.exec(page)?.[0]).toMatchInlineSnapshot(`
      "<ul class="rules"><li><b>Required:</b> <code>name</code></li>
      <li><b>Unique:</b> <code>name</code> <span class="soft">authors_name_key</span></li>
      <li><b>Check:</b> <code>(age &gt;= 18)</code> <span class="soft">adult</span></li>
      <li><b>In code:</b> <code>addRule(&quot;name&quot;)</code><p class="comment">Names are written<br>as on the cover.</p>
      </li>
      <li><b>In code:</b> <code>addRule(cannotBeUpdated(&quot;age&quot;))</code><p class="comment">Nobody gets younger.</p>
      </li>
      <li><b>In code:</b> <code>beforeFlush</code></li>
      </ul>"
    `);
  });

  it("R-DOCS-5: nothing that a schema says becomes markup", async () => {
    const files = await schemaDocs({ model: await goldenModel("hostile"), rules: {} });
    const pages = files.filter(({ path }) => path.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(10);
    for (const { path, contents } of pages)
      expect([
        path,
        contents.match(/<script(?! defer src="(?:\.\.\/)?search(?:-index)?\.js">)/g),
      ]).toEqual([path, null]);
  });

  it("R-DOCS-7: a second run writes nothing, pages of what is gone are removed, and pages of others are not touched", async () => {
    await using project = await newProject({ schema: schemaOf(library) });
    expect(await project.run(["docs", "--offline"])).toEqual({
      exitCode: 0,
      output: "docs: 9 files, 9 written; open docs/schema/index.html",
    });
    expect(await project.run(["docs", "--offline"])).toEqual({
      exitCode: 0,
      output: "docs: 9 files, 0 written; open docs/schema/index.html",
    });
    await project.write("docs/schema/entities/mine.html", "<p>mine</p>");
    await project.write(
      "kingpost.schema.json",
      JSON.stringify(schemaOf({ authors: library.authors })),
    );
    await project.run(["docs", "--offline"]);
    expect((await project.list()).filter((path) => path.includes("/entities/"))).toEqual([
      "docs/schema/entities/Author.html",
      "docs/schema/entities/mine.html",
    ]);
    await project.write("site/index.html", "<p>mine</p>");
    expect(await project.run(["docs", "--offline", "--out", "site"])).toEqual({
      exitCode: 1,
      output:
        "error: <project>/site/index.html was not written by this command; name another folder with --out.",
    });
    expect((await project.list()).filter((path) => path.startsWith("site/"))).toEqual([
      "site/index.html",
    ]);
  });
});
