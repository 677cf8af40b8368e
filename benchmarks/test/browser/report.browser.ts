// The page of a report as a person sees it: opened from the disk, without a network.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../../../tools/browser/openBrowser.ts";
import { changesOf } from "../../report/changesOf.ts";
import { reportPage } from "../../report/html/reportPage.ts";
import { picture } from "../../report/picture.ts";
import { sourceOf } from "../../report/sourceOf.ts";
import { newReport } from "../newReport.ts";

let browser: TestBrowser;
let folder: string;
let file: string;

const report = newReport(
  {
    W1: { pg: [10, 10, 11], kingpost: [12, 12, 12], "mikro-orm": [50, 51, 52] },
    W8: { pg: [10, 10, 10], kingpost: [8, 8, 8], "mikro-orm": [200, 210, 220] },
  },
  {
    curves: [
      {
        title: "Distance: W6",
        xLabel: "ms there and back",
        yLabel: "ms",
        xScale: "linear",
        points: [0, 5, 20].flatMap((x) => [
          { contestant: "kingpost", x, y: 5 + 2 * x },
          { contestant: "mikro-orm", x, y: 9 + 9 * x },
        ]),
      },
    ],
  },
);

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "kingpost report "));
  file = join(folder, "report.html");
  await writeFile(file, reportPage({ report, changes: changesOf(report, report), sourceOf }));
  await writeFile(join(folder, "ratios.svg"), picture(report));
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

it("shows the contestants of an item by their time, with bars that are as long as their ratios say", async () => {
  const { page, troubles } = await browser.open(file);
  const rows = page.locator("#W1 .bars tbody tr");
  expect(await rows.locator("th").allInnerTexts()).toEqual(["pg", "kingpost 1", "mikro-orm"]);
  await page.getByLabel("even scale").check();
  const widths = await rows
    .locator(".bar")
    .evaluateAll((all: ReadonlyArray<{ readonly offsetWidth: number }>) =>
      all.map(({ offsetWidth }) => offsetWidth),
    );
  expect(Math.round((widths[2]! / widths[0]!) * 10) / 10).toBe(5);
  expect(troubles).toEqual([]);
});

it("sorts all figures by a heading, up and down", async () => {
  const { page, troubles } = await browser.open(file);
  const shown = (): Promise<ReadonlyArray<string>> =>
    page
      .locator(".figures tbody tr")
      .evaluateAll(
        (rows: ReadonlyArray<{ readonly cells: ArrayLike<{ readonly textContent: string }> }>) =>
          rows.map(({ cells }) =>
            [cells[0]!.textContent, cells[1]!.textContent, cells[2]!.textContent].join(" "),
          ),
      );
  const ratio = page.locator(".figures th").filter({ hasText: "Ratio" });
  await ratio.getByRole("button").click();
  expect(await ratio.getAttribute("aria-sort")).toBe("ascending");
  expect(await shown()).toEqual([
    "W8 kingpost 0.80",
    "W1 pg 1.00",
    "W8 pg 1.00",
    "W1 kingpost 1.20",
    "W1 mikro-orm 5.00",
    "W8 mikro-orm 21.00",
  ]);
  await ratio.getByRole("button").click();
  expect((await shown())[0]).toBe("W8 mikro-orm 21.00");
  expect(troubles).toEqual([]);
});

it("leads from a contestant to its notes, where code looks like code", async () => {
  const { page, troubles } = await browser.open(file);
  await page.locator("#W8 .bars .note").first().click();
  expect(new URL(page.url()).hash).toBe("#note-1");
  const note = page.locator("#note-1");
  expect(await note.innerText()).toBe("It is <quick> & dirty.");
  expect(await note.locator("code").allInnerTexts()).toEqual(["dirty"]);
  expect(troubles).toEqual([]);
});

it("hides contestants and items that are not asked for, everywhere", async () => {
  const { page, troubles } = await browser.open(file);
  await page.getByRole("checkbox", { name: "mikro-orm" }).uncheck();
  await page.getByRole("searchbox", { name: "Filter" }).fill("tags");
  expect(await page.locator(".item:visible h2").allInnerTexts()).toEqual([
    "W8 500 books with their tags; 200 of them change one, one flush",
  ]);
  expect(await page.locator(".item:visible .bars tbody tr:visible th").allInnerTexts()).toEqual([
    "kingpost 1",
    "pg",
  ]);
  expect(await page.locator(".figures tbody tr:visible").count()).toBe(2);
  expect(await page.locator(".curve .label:visible").allTextContents()).toEqual(["kingpost"]);
  expect(troubles).toEqual([]);
});

it("shows everything without JavaScript, the code behind each figure included", async () => {
  const { page, troubles } = await browser.open(file, {
    javaScript: false,
    colorScheme: "dark",
    width: 420,
  });
  expect(await page.locator(".tools").isVisible()).toBe(false);
  expect(await page.locator("#W8 .bars tbody tr").count()).toBe(3);
  await page.locator("#W1 summary").click();
  expect(await page.locator("#W1 .code:visible h3").allInnerTexts()).toEqual([
    "pg",
    "kingpost",
    "mikro-orm",
  ]);
  expect(await page.locator("#W1 .code").nth(1).innerText()).toContain("em.find(Author, {})");
  expect(troubles).toEqual([]);
});

it("shows what a study counts in its unit, and what it found out besides, on a narrow screen too", async () => {
  const studied = newReport({ S8: { pg: [190, 190, 190], kingpost: [132, 132, 132] } });
  const results = studied.results.map((figure) => ({ ...figure, facts: { characters: 4_699 } }));
  const other = join(folder, "studies.html");
  const input = { report: { ...studied, results }, changes: [], sourceOf };
  await writeFile(other, reportPage(input));
  const wide = await browser.open(other);
  expect(await wide.page.locator("#S8 .bars thead th").last().innerText()).toBe("lines");
  expect(await wide.page.locator("#S8 .facts-of tr").allInnerTexts()).toEqual([
    "Besides\tcharacters",
    "kingpost\t4,699",
    "pg\t4,699",
  ]);
  const words = wide.page.locator(".figures tbody td:nth-child(4)");
  expect(await words.allInnerTexts()).toEqual(["–", "fewer"]);
  const narrow = await browser.open(other, { width: 420, colorScheme: "dark" });
  const ratios = narrow.page.locator("#S8 .bars tbody td:nth-child(3)");
  expect(await ratios.allInnerTexts()).toEqual(["0.69", "1.00"]);
  const ends = await ratios.evaluateAll(
    (cells: ReadonlyArray<{ getBoundingClientRect(): { readonly right: number } }>) =>
      cells.map((cell) => cell.getBoundingClientRect().right <= 420),
  );
  expect(ends).toEqual([true, true]);
  expect([...wide.troubles, ...narrow.troubles]).toEqual([]);
});

it("the picture for the README opens by itself", async () => {
  const { page, troubles } = await browser.open(join(folder, "ratios.svg"));
  expect(await page.locator(".ours .name").allTextContents()).toEqual(["kingpost", "kingpost"]);
  expect(troubles).toEqual([]);
});
