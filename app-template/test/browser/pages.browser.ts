// The pages as a person sees them, in a real browser that runs no script.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../../src/entities/Author.ts";
import { Book } from "../../src/entities/Book.ts";
import { Tag } from "../../src/entities/Tag.ts";
import { listen } from "../../src/listen.ts";
import { newTestApp, type TestApp } from "../newTestApp.ts";
import { launchBrowser } from "./launchBrowser.ts";
import { watch } from "./watch.ts";

let app: TestApp;
let browser: Browser;
let address: string;

beforeAll(async () => {
  app = await newTestApp("browser_pages");
  const em = app.newEm();
  const tags = ["20th century", "English"].map((name) => em.create(Tag, { name }));
  for (const [title, name, averageRating] of [
    ["The Sea", "Ann Author", "4.60"],
    ["A Long Way Down the Hill and Up Again on the Other Side", "Bob Builder", "3.10"],
    ["Ice", "Cy", "2.00"],
  ] as const) {
    const author = em.create(Author, { name });
    em.create(Book, { title, author, averageRating, year: 1999, tags });
  }
  await em.flush();
  address = await listen(app.server, { host: "127.0.0.1", port: 0 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** With `SCREENSHOTS`, a folder, what the page looks like is left there. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

it.each(["light", "dark"] as const)(
  "somebody searches, reads and writes a review, by keyboard (%s)",
  async (colorScheme) => {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    const troubles = watch(page, address);

    await page.goto(address);
    await look(page, `books-${colorScheme}`);
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
      "The Sea",
      "A Long Way Down the Hill and Up Again on the Other Side",
      "Ice",
    ]);
    await page.getByLabel("Title or author").fill("ann");
    await page.getByLabel("Title or author").press("Enter");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Books like “ann”");
    await page.getByRole("link", { name: "The Sea" }).press("Enter");
    await page.getByLabel("Name").fill("Di");
    await page.getByLabel("E-mail, not shown").fill(`di.${colorScheme}@example.org`);
    await page.getByLabel("Stars", { exact: true }).selectOption("4");
    await page.getByLabel("What you think of it").fill("Wet.");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByText("Wet.").first().waitFor();
    await look(page, `book-${colorScheme}`);

    expect([(await page.getByRole("img", { name: "4 of 5 stars" }).count()) > 0, troubles]).toEqual(
      [true, []],
    );
    await context.close();
  },
);

it("on a narrow screen nothing sticks out", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  await page.goto(address);
  await look(page, "books-narrow");
  const width = await page.evaluate("document.documentElement.scrollWidth");
  await page.close();
  expect(width).toBe(360);
});
