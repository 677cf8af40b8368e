// `pnpm bench:pictures`: draws the picture of the README anew, from the last run whose report is committed.
import { readdirSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { picture } from "./report/picture.ts";
import { readReport } from "./report/readReport.ts";

const folder = process.argv[2] ?? join(import.meta.dirname, "results");
const reports = (existsSync(folder) ? readdirSync(folder) : [])
  // What somebody measured for themselves is not the project's word.
  .filter((name) => name.endsWith(".json") && !name.endsWith(".local.json"))
  .map((name) => readReport(join(folder, name)))
  .filter(({ isMeasurement, results }) => isMeasurement && results.length > 0)
  .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
const last = reports.at(-1);
if (last === undefined) {
  process.stderr.write(
    "There is no committed run: pnpm bench --json benchmarks/results/NAME.json on a quiet machine, then commit it.\n",
  );
  process.exitCode = 1;
} else {
  writeFileSync(join(folder, "ratios.svg"), picture(last));
  process.stdout.write(`written: ${join(folder, "ratios.svg")}\n`);
}
