// The whole command: every ORM is seen in every scenario, and the harness counts what is known beforehand.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { behind } from "../report/behind.ts";
import { reportPage } from "../report/html/reportPage.ts";
import { markdown } from "../report/markdown.ts";
import type { Report } from "../report/Report.ts";
import type { LoopObserved } from "../scenarios/loopOverAuthors.ts";
import type { ReadBeforeLoadObserved } from "../scenarios/readBeforeLoad.ts";
import type { Observed } from "../scenarios/Scenario.ts";

const command = fileURLToPath(new URL("../compare.ts", import.meta.url));
const env = { ...process.env, TEST_DATABASE_URL: inject("adminUrl") };
const folder = mkdtempSync(join(tmpdir(), "kingpost-compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

function compare(...args: ReadonlyArray<string>): ReturnType<typeof run> {
  return run(command, ...args);
}

async function run(
  ...args: ReadonlyArray<string>
): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args], {
      env,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** Scenarios that measure growth or memory: figures differ from run to run, verdicts do not. */
const measured = new Set([25, 26, 30, 31, 40]);

/** The numbers of the scenarios. */
const all = Array.from({ length: 40 }, (_, n) => n + 1);

describe("compare", () => {
  let code: number;
  let out: string;
  let report: Report;
  let own: Report["results"];

  beforeAll(async () => {
    const file = join(folder, "out.json");
    const [shown, ours] = [all.filter((n) => !measured.has(n)), [...measured]].map(String);
    ({ code, out } = await compare("--without", "prisma", "--only", shown!, "--json", file));
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
    // With the others these take a minute, and hold nothing of ours.
    const others = "prisma,mikro-orm,drizzle,typeorm";
    await compare("--without", others, "--only", ours!, "--json", file);
    own = (JSON.parse(readFileSync(file, "utf8")) as Report).results;
  }, 900_000);

  function observed<O extends Observed>(scenario: number, contestant: string): O {
    const finding = report.results.find(
      (each) => each.scenario === scenario && each.contestant === contestant,
    );
    if (finding === undefined) throw new TypeError(`${contestant} was not seen in ${scenario}`);
    return finding.observed as O;
  }

  it("sees every ORM in every scenario and ends with 0", () => {
    expect([code, report.failed]).toEqual([0, []]);
    const shown = all.filter((n) => !measured.has(n));
    const withoutUnitOfWork = [2, 6, 7, 8, 13, 14, 16, 38];
    const played = Object.entries({
      kingpost: shown,
      "mikro-orm": shown,
      "mikro-orm, dataloader": shown,
      "mikro-orm, joined": shown,
      drizzle: withoutUnitOfWork,
      typeorm: withoutUnitOfWork,
    });
    expect(report.results.map(({ scenario, contestant }) => `${contestant} ${scenario}`)).toEqual(
      played.flatMap(([name, numbers]) => numbers.map((number) => `${name} ${number}`)),
    );
  });

  it("R-IDM-1 R-LOAD-4 R-REL-2 R-IDM-2 R-REL-1 finds Kingpost right in all but the swap of required references", () => {
    const played = [
      ...report.results.filter(({ contestant }) => contestant === "kingpost"),
      ...own,
    ].toSorted((a, b) => a.scenario - b.scenario);
    expect(
      played.map(({ scenario, isRight, does }) => [
        scenario,
        isRight,
        measured.has(scenario) ? "measured" : does,
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          1,
          true,
          "one object on all ways",
        ],
        [
          2,
          true,
          "1 together, 30 one by one",
        ],
        [
          3,
          true,
          "both sides agree",
        ],
        [
          4,
          true,
          "the change survives, no write; found by its new value: no",
        ],
        [
          5,
          true,
          "compile error, and throws when forced",
        ],
        [
          6,
          true,
          "different authors: 30, statements: 1, rows: 30",
        ],
        [
          7,
          true,
          "for 30 ids: 1, for one id 30 times: 1, objects for one id: 1",
        ],
        [
          8,
          true,
          "books: 90, for 30 finds: 1, counted: 90, for 30 counts: 1",
        ],
        [
          9,
          true,
          "tags of books: 180, statements for 90 books: 1, books of tags: 180, statements for 12 tags: 1",
        ],
        [
          10,
          true,
          "reviews: 180, tags: 180, statements by resolvers: 6, statements when named beforehand: 5",
        ],
        [
          11,
          true,
          "it says: NotFoundError: a:999 was not found",
        ],
        [
          12,
          true,
          "one rule for value and NULL: yes, value: as loaded, reference: as loaded",
        ],
        [
          13,
          true,
          "reviews: 180, tags: 180, rows: 450, statements: 5",
        ],
        [
          14,
          true,
          "authors: 5, books: 15, rows: 20, statements: 4",
        ],
        [
          15,
          true,
          "statements for nothing: 0, updates for one: 1, it is stored: yes",
        ],
        [
          16,
          true,
          "statements for inserts: 4, for updates: 4, for deletes: 6, kB of SQL: 3, rows left: 12",
        ],
        [
          17,
          true,
          "swapped: yes, a ring of new rows: yes",
        ],
        [
          18,
          true,
          "one row: refused: OptimisticLockError, two rows: refused: OptimisticLockError",
        ],
        [
          19,
          true,
          "the first fails: yes, rows of the failed flush: 0, the mended row is stored: yes, the other row is stored: yes",
        ],
        [
          20,
          true,
          "rows: 1, objects: 1",
        ],
        [
          21,
          true,
          "statements before the flush: 50, writes before the flush: 0, all are stored: yes",
        ],
        [
          22,
          true,
          "objects of their own: yes, leaks: no",
        ],
        [
          23,
          true,
          "books: 90, rows: 9, statements: 1",
        ],
        [
          24,
          true,
          "synopses: 30, statements for 30 lazy columns: 1, filtered books: 18, for 30 filters: 1, first books: 60, for 30 first two: 1, counted: 90, for 30 counts: 1",
        ],
        [
          25,
          true,
          "measured",
        ],
        [
          26,
          true,
          "measured",
        ],
        [
          27,
          true,
          "by a regular expression: 10, by a bigint: 27, by a Date: 32, by SQL: 8, aborted: AbortError: find Offer was aborted",
        ],
        [
          28,
          true,
          "shops found: 27, with the deleted: 30, offers: 60, without their required shop: 0, a deleted one by its id: Shop 10",
        ],
        [
          29,
          true,
          "mistakes that compile: none, right uses that do not: none",
        ],
        [
          30,
          true,
          "measured",
        ],
        [
          31,
          true,
          "measured",
        ],
        [
          32,
          true,
          "errors: 0, authors: 30, bios: 30, reviews: 180, tags: 180, times asked: 6",
        ],
        [
          33,
          true,
          "given and counted keys: yes, a cycle: yes, deleted and made anew: yes, given away, then deleted: yes",
        ],
        [
          34,
          true,
          "profiles: 30, statements for profiles: 1, mentors: 24, for mentors: 1, authors and books: 60, for these: 2",
        ],
        [
          35,
          true,
          "an orphan is refused: yes, books after that: 3, books loaded beside the deleted one: 2, found beside it: 2, it is gone after the flush: yes",
        ],
        [
          36,
          true,
          "one object: yes, it is whole: yes, the change stands: yes, it is stored, and nothing is lost: yes",
        ],
        [
          37,
          true,
          "the new one is there: yes, the one given away is gone: yes, the new title stands: yes, writes: 0",
        ],
        [
          38,
          true,
          "found: 180, deleting says: InvalidFilterError: Invalid filter on Review: asks for nothing, which would mean all rows: say so with all: true, reviews left: 180",
        ],
        [
          39,
          true,
          "one object: yes, new value: yes, new reference: yes, new member: yes, the other unit of work has its own: yes",
        ],
        [
          40,
          true,
          "measured",
        ],
      ]
    `);
  });

  it("has a note wherever Kingpost is wrong or another one is right with less, and nowhere else", () => {
    const noted = report.scenarios.filter(({ note }) => note !== undefined);
    expect(noted.map(({ number }) => number)).toEqual(behind(report));
  });

  it("R-REL-1 quotes the compiler and the error of a relation that is read before it is loaded", () => {
    const { reads } = observed<ReadBeforeLoadObserved>(5, "kingpost");
    expect(reads.find(({ code: written }) => written === "author.books.get")).toEqual({
      code: "author.books.get",
      compiler:
        "Property 'get' does not exist on type 'NotLoaded<\"books\", \"add it to populate\", Collection<Author, Book>>'.",
      runtime: { throws: "NotLoadedError: Author:10.books was not loaded" },
    });
  });

  it("counts for MikroORM what is known of it: 30 statements as it comes, 1 with its data loader", () => {
    const counts = ["mikro-orm", "mikro-orm, dataloader"].map((name) => {
      const { books, together, oneByOne } = observed<LoopObserved>(2, name);
      return [books, together, oneByOne];
    });
    expect(counts).toEqual([
      [90, 30, 30],
      [90, 1, 30],
    ]);
  });

  it("counts statements, rows, bytes and lines of code for each", () => {
    for (const { scenario, statements, rows, sqlBytes, lines } of report.results) {
      // Scenario 29 asks the compiler only, scenario 11 for a row that is not there.
      expect([statements > 0, sqlBytes > 0, lines > 0]).toEqual([
        scenario !== 29,
        scenario !== 29,
        true,
      ]);
      expect(rows > 0 || [11, 29, 38].includes(scenario)).toBe(true);
    }
  });

  it("shows everything of the report as Markdown and as a page: verdicts, notes, and the code of each", () => {
    const [page, text] = [reportPage(report), markdown(report)];
    expect(page.match(/<section class="scenario"/g)?.length).toBe(all.length - measured.size);
    expect(page.match(/<span aria-hidden="true">[✓✗]<\/span>/g)?.length).toBe(
      2 * report.results.length,
    );
    expect(text.match(/^## \d+\. /gm)?.length).toBe(all.length - measured.size);
    // Configurations of one ORM have the same code, and now and then two ORMs have.
    const codes = new Set(report.results.map(({ scenario, code: each }) => `${scenario} ${each}`));
    expect(text.match(/^<details>/gm)?.length).toBe(codes.size);
    for (const { code: written } of report.results) expect(text.includes(written)).toBe(true);
    expect(page.match(/(?:src|href)="(?!#)[^"]*"|url\(|@import/g)).toBeNull();
  });

  it("prints the right answer above who gives it", () => {
    const [title, answer] = out.split("\n");
    expect([title, answer]).toEqual([
      "1  identity of one row reached on several ways",
      "   right: The same object on every way: what is changed on one is seen on all.",
    ]);
    expect(out.trimEnd().split("\n").at(-2)).toMatch(/^kingpost: 34 of 35 right · mikro-orm: /);
  });

  it("leaves no database behind but its template", async () => {
    const client = new Client({ connectionString: inject("adminUrl") });
    await client.connect();
    const { rows } = await client.query(
      "SELECT datname FROM pg_database WHERE datname LIKE 'kingpost_compare_%' AND NOT datistemplate",
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  it("shows Kingpost with entities that are up to date with the tables", async () => {
    const { code: exitCode, out: said } = await run(
      fileURLToPath(new URL("../codegen.ts", import.meta.url)),
      "--check",
    );
    expect({ exitCode, said: exitCode === 0 ? "" : said }).toEqual({ exitCode: 0, said: "" });
  }, 60_000);

  it("refuses a scenario there is not with exit code 2", async () => {
    const refused = await compare("--only", "99");
    expect([refused.code, refused.out, refused.err.split("\n")[0]]).toEqual([
      2,
      "",
      `There is no scenario 99; there are ${all.join(", ")}.`,
    ]);
  });
});
