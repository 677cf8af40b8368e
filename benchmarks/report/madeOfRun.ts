// All that the project shows of its last committed run: the picture of the README, its place there, the tables of docs/performance.md.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { insertBetween } from "./insertBetween.ts";
import { performanceTables } from "./performanceTables.ts";
import { picture } from "./picture.ts";
import type { Report } from "./Report.ts";

export interface Made {
  readonly file: string;
  readonly text: string;
}

/** What the files have to say; `root` is the folder of the workspace. */
export function madeOfRun(root: string, report: Report): ReadonlyArray<Made> {
  const page = (path: string, name: string, text: string): Made => {
    const file = join(root, path);
    return { file, text: insertBetween(readFileSync(file, "utf8"), name, text) };
  };
  const date = report.startedAt.slice(0, 10);
  return [
    { file: join(root, "benchmarks/results/ratios.svg"), text: picture(report) },
    page(
      "README.md",
      "picture",
      `[![Time by the time of hand-written pg, measured ${date}](benchmarks/results/ratios.svg)](docs/performance.md)`,
    ),
    page("docs/performance.md", "tables", performanceTables(report)),
  ];
}

/** Those that say something else, or are not there. */
export function staleOf(made: ReadonlyArray<Made>): ReadonlyArray<Made> {
  return made.filter(({ file, text }) => !existsSync(file) || readFileSync(file, "utf8") !== text);
}
