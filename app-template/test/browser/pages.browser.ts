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

it("a form that is refused says so at the field, where the keyboard is then", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  const troubles = watch(page, address);
  await page.goto(`${address}/books/b:2`);
  const review = async (body: string): Promise<void> => {
    await page.getByLabel("Name").fill("Di 🐉 العربية");
    await page.getByLabel("E-mail, not shown").fill("twice@example.org");
    await page.getByLabel("What you think of it").fill(body);
    await page.getByRole("button", { name: "Save" }).click();
  };
  await review(`A long one.\n\n${"x".repeat(2_000)}`);
  await page.getByText("A long one.").waitFor();
  await review("Again.");
  await page.getByText("With this address there is a review already.").waitFor();
  await look(page, "book-refused-narrow");

  const field = page.getByLabel("E-mail, not shown");
  expect([
    await field.getAttribute("aria-describedby"),
    await page.evaluate("document.activeElement.id"),
    await page.getByRole("alert").innerText(),
    await page.getByLabel("What you think of it").inputValue(),
    await page.evaluate("document.documentElement.scrollWidth"),
    // The answer to the form, and nothing else.
    troubles.filter((trouble) => !trouble.includes("422")),
  ]).toEqual([
    "email-problem",
    "email",
    "It was not saved. What is marked below is to be mended.",
    "Again.",
    360,
    [],
  ]);
  await page.close();
});

it.each(["light", "dark"] as const)(
  "everything has a name, a place and enough contrast (%s)",
  async (colorScheme) => {
    const page = await browser.newPage({ colorScheme });
    for (const path of ["/", "/?q=nothing%20like%20it", "/books/b:1", "/books/b:99"]) {
      await page.goto(`${address}${path}`);
      expect([path, await page.evaluate(faults)]).toEqual([path, []]);
    }
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("To the content");
    await page.close();
  },
);

/** What a page lacks: one heading of the first level, landmarks, names of fields, and contrast of its texts (WCAG 2.2, AA). */
const faults = `(() => {
  const found = [];
  for (const one of ["h1", "main", "header", "footer", "[role=search]"])
    if (document.querySelectorAll(one).length !== 1) found.push(one);
  for (const field of document.querySelectorAll("input, select, textarea"))
    if (!field.labels.length) found.push("no label: " + field.id);
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = rgb(color).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (rgb(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (isText && ratio(style.color, behind(element)) < 4.5) found.push("contrast: " + element.textContent.trim());
    if (element.matches("input, select, textarea") && ratio(style.borderTopColor, behind(element.parentElement)) < 3) found.push("edge: " + element.id);
  }
  return found;
})()`;

it("on a narrow screen nothing sticks out", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  await page.goto(address);
  await look(page, "books-narrow");
  const width = await page.evaluate("document.documentElement.scrollWidth");
  await page.close();
  expect(width).toBe(360);
});
