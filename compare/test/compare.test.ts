// The whole command: every ORM is seen in every scenario, and the harness counts what is known beforehand.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
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

describe("compare", () => {
  let code: number;
  let out: string;
  let report: Report;

  beforeAll(async () => {
    const file = join(folder, "out.json");
    ({ code, out } = await compare("--json", file));
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  }, 120_000);

  function observed<O extends Observed>(scenario: number, contestant: string): O {
    const finding = report.results.find(
      (each) => each.scenario === scenario && each.contestant === contestant,
    );
    if (finding === undefined) throw new TypeError(`${contestant} was not seen in ${scenario}`);
    return finding.observed as O;
  }

  it("sees every ORM in every scenario and ends with 0", () => {
    expect([code, report.failed]).toEqual([0, []]);
    expect(report.results.map(({ scenario, contestant }) => `${contestant} ${scenario}`)).toEqual(
      ["kingpost", "mikro-orm", "mikro-orm, dataloader"].flatMap((name) =>
        [1, 2, 3, 4, 5].map((number) => `${name} ${number}`),
      ),
    );
  });

  it("R-IDM-1 R-LOAD-4 R-REL-2 R-IDM-2 R-REL-1 finds Kingpost right in all five", () => {
    const own = report.results.filter(({ contestant }) => contestant === "kingpost");
    expect(own.map(({ isRight, does }) => [isRight, does])).toEqual([
      [true, "one object on all ways"],
      [true, "1 together, 30 one by one"],
      [true, "both sides agree"],
      [true, "the change survives, no write; found by its new value: no"],
      [true, "compile error, and throws when forced"],
    ]);
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
    for (const { statements, rows, sqlBytes, lines } of report.results)
      expect([statements, rows, sqlBytes, lines].every((value) => value > 0)).toBe(true);
  });

  it("prints the right answer above who gives it", () => {
    const [title, answer] = out.split("\n");
    expect([title, answer]).toEqual([
      "1  identity of one row reached on several ways",
      "   right: The same object on every way: what is changed on one is seen on all.",
    ]);
    expect(out.trimEnd().split("\n").at(-2)).toMatch(/^kingpost: 5 of 5 right · mikro-orm: /);
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
      "There is no scenario 99; there are 1, 2, 3, 4, 5.",
    ]);
  });
});
