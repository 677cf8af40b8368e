// The pages about a schema as a person sees them: opened from the disk, without a network.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../../../tools/browser/openBrowser.ts";
import { schemaDocs } from "../../src/docs/schemaDocs.ts";
import { writeFolder } from "../../src/write/writeFolder.ts";
import { goldenModel } from "../goldenModel.ts";

let browser: TestBrowser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "kingpost docs "));
  for (const name of ["library", "hostile", "types", "naming"])
    await writeFolder(
      join(folder, name),
      await schemaDocs({ model: await goldenModel(name), rules: {} }),
    );
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

it("R-DOCS-2 leads from the list to an entity, to what it refers to, and back", async () => {
  const { page, troubles } = await browser.open(join(folder, "library/index.html"));
  await page.getByRole("main").getByRole("link", { name: "Book", exact: true }).click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Book");
  await page
    .getByRole("region", { name: "Fields of Book" })
    .getByRole("link", { name: "Author" })
    .click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Author");
  expect(await page.locator(".lead").innerText()).toBe("Who writes books.");
  await page.getByRole("link", { name: "Book.author" }).click();
  expect(new URL(page.url()).hash).toBe("#field-author");
  expect(await page.locator("tr:target th").innerText()).toBe("author");
  expect(troubles).toEqual([]);
});

it("R-DOCS-3 needs no JavaScript; what does need it is not shown without", async () => {
  const { page, troubles } = await browser.open(join(folder, "library/entities/Author.html"), {
    javaScript: false,
  });
  expect(await page.locator("tbody tr:has(th code)").count()).toBeGreaterThan(15);
  expect(await page.locator(".picture svg .name").allTextContents()).toEqual([
    "Author",
    "Book",
    "Color",
    "Image",
    "Publisher",
  ]);
  expect(await page.locator(".search").isVisible()).toBe(false);
  expect(troubles).toEqual([]);
});

it("R-DOCS-4 finds entities, fields, columns and codes, by the keyboard alone", async () => {
  const { page, troubles } = await browser.open(join(folder, "library/index.html"));
  await page.keyboard.press("/");
  await page.keyboard.type("favorite_col");
  expect(await page.locator(".results li").allInnerTexts()).toEqual([
    "Author.favoriteColor\nfield",
  ]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/Author\.html#field-favoriteColor$/);
  await page.keyboard.press("/");
  await page.keyboard.type("dark_green");
  expect(await page.locator(".results li").allInnerTexts()).toEqual(["Color\nenum"]);
  await page.keyboard.type("no such thing");
  expect(await page.locator(".results").innerText()).toBe("Nothing found");
  expect(troubles).toEqual([]);
});

it.each(["hostile", "types", "naming"])(
  "R-DOCS-5 shows names and comments of %s that look like markup as the text they are, on every page",
  async (name) => {
    const { page, troubles } = await browser.open(join(folder, name, "index.html"));
    const links = await page
      .locator("main table a")
      .evaluateAll((all: ReadonlyArray<{ readonly href?: string }>) =>
        all.map(({ href }) => href!),
      );
    for (const link of links) {
      await page.goto(link);
      const shown = await page.getByRole("heading", { level: 1 }).innerText();
      expect(decodeURIComponent(link)).toMatch(new RegExp(`/${shown}\\.html$`));
    }
    expect(links.length).toBeGreaterThan(0);
    // Nothing that a name says has become an element.
    expect(await page.locator("script:not([src])").count()).toBe(0);
    expect(troubles).toEqual([]);
  },
);

it.each(["library", "hostile", "types"])("R-ERD-3 makes well-formed XML of %s", async (name) => {
  const { page, troubles } = await browser.open(join(folder, name, "erd.svg"));
  const text = await readFile(join(folder, name, "erd.svg"), "utf8");
  const parsed = await page.evaluate(`(() => {
    const { documentElement } = new DOMParser().parseFromString(${JSON.stringify(text)}, "image/svg+xml");
    return [documentElement.tagName, documentElement.querySelectorAll("parsererror, script").length];
  })()`);
  expect(parsed).toEqual(["svg", 0]);
  expect(troubles).toEqual([]);
});

it("R-DOCS-6 can be read in the dark and on a small screen", async () => {
  const { page } = await browser.open(join(folder, "library/entities/Author.html"), {
    colorScheme: "dark",
    width: 400,
  });
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
    "rgb(18, 23, 29)",
  );
  // Wide tables scroll by themselves, the page does not.
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
});
