// The page of a comparison as a person sees it: opened from the disk, without a network.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../../../tools/browser/openBrowser.ts";
import { reportPage } from "../../report/html/reportPage.ts";
import type { Finding, Report } from "../../report/Report.ts";

let browser: TestBrowser;
let folder: string;
let file: string;

function finding(scenario: number, contestant: string, isRight: boolean): Finding {
  return {
    scenario,
    title: `Scenario ${scenario}`,
    contestant,
    isRight,
    does: `it <does> "${contestant}"`,
    statements: 1_000 * scenario,
    rows: 1,
    sqlBytes: 10,
    code: `const code = \`</code><script>throw 1</script> ${contestant.split(",")[0]}\`;`,
    lines: 1,
    observed: {},
  };
}

const report: Report = {
  results: [
    finding(1, "kingpost", true),
    finding(1, "mikro-orm", true),
    finding(1, "mikro-orm, joined", true),
    finding(2, "kingpost", true),
    finding(2, "mikro-orm", false),
  ],
  failed: [{ scenario: 2, contestant: "mikro-orm, joined", reason: "it <broke>\nat once" }],
  scenarios: [
    {
      number: 1,
      title: "flush & find",
      question: "Which?",
      rightAnswer: "This.",
      note: "It is slower.",
    },
    { number: 2, title: "collections", question: "How many?", rightAnswer: "One." },
  ],
  versions: { node: "24" },
};

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "kingpost compare "));
  file = join(folder, "compare.html");
  await writeFile(file, reportPage(report));
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

it("says who is right at a glance, and shows the code of each ORM once, as text", async () => {
  const { page, troubles } = await browser.open(file);
  const rows = await page.locator(".overview tbody tr").allInnerTexts();
  expect(rows.map((row) => row.replaceAll(/\s+/g, " "))).toEqual([
    "1. flush & find note ✓ right 1,000 statements, 1 row ✓ right 1,000 statements, 1 row ✓ right 1,000 statements, 1 row",
    "2. collections ✓ right 2,000 statements, 1 row ✗ wrong 2,000 statements, 1 row –",
    "Right 2 of 2 1 of 2 1 of 1",
  ]);
  await page.locator("#scenario-1 summary").click();
  expect(await page.locator("#scenario-1 figcaption").allInnerTexts()).toEqual([
    "kingpost",
    "mikro-orm; mikro-orm, joined",
  ]);
  expect(await page.locator("#scenario-1 pre").first().innerText()).toContain(
    "<script>throw 1</script>",
  );
  expect(await page.locator("#scenario-2 .findings li").last().innerText()).toBe(
    "mikro-orm, joined failed: it <broke>",
  );
  expect(troubles).toEqual([]);
});

it("shows what is asked for only: by words, or where they differ", async () => {
  const { page, troubles } = await browser.open(file);
  await page.getByRole("searchbox", { name: "Filter" }).fill("flush");
  expect(await page.locator(".scenario:visible h2").allInnerTexts()).toEqual(["1. flush & find"]);
  await page.getByRole("searchbox", { name: "Filter" }).fill("");
  await page.getByRole("checkbox", { name: "only where they differ" }).check();
  expect(await page.locator(".scenario:visible h2").allInnerTexts()).toEqual(["2. collections"]);
  expect(await page.locator(".overview tbody tr:visible").count()).toBe(2);
  expect(troubles).toEqual([]);
});

it("needs no JavaScript and fits a small screen in the dark", async () => {
  const { page, troubles } = await browser.open(file, {
    javaScript: false,
    colorScheme: "dark",
    width: 400,
  });
  expect(await page.locator(".tools").isVisible()).toBe(false);
  expect(await page.locator(".scenario").count()).toBe(2);
  expect(await page.locator(".why").innerText()).toBe("Note: It is slower.");
  expect(troubles).toEqual([]);
});
