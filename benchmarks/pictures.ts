// `pnpm bench:pictures`: makes anew what the project shows of the last run that is committed in `results/`; with `--check` it only compares.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastRun } from "./report/lastRun.ts";
import { madeOfRun, staleOf } from "./report/madeOfRun.ts";

const isCheck = process.argv.includes("--check");
const root =
  process.argv.slice(2).find((word) => !word.startsWith("--")) ?? join(import.meta.dirname, "..");
const report = lastRun(join(root, "benchmarks/results"));
if (report === undefined) {
  process.stderr.write(
    "There is no committed run: pnpm bench --all --json benchmarks/results/YEAR-MONTH-DAY.json on a quiet machine, then commit it.\n",
  );
  // Nothing can be stale then.
  process.exitCode = isCheck ? 0 : 1;
} else {
  const stale = staleOf(madeOfRun(root, report));
  if (!isCheck) for (const { file, text } of stale) writeFileSync(file, text);
  for (const { file } of stale)
    process.stdout.write(`${isCheck ? "not of the last run" : "written"}: ${file}\n`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}
