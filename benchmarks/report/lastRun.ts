// The run that the project's own pictures and tables are made of.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "./readReport.ts";
import type { Report } from "./Report.ts";

/** The last measurement in a folder of reports. What somebody measured for themselves (`.local.json`) is not the project's word. */
export function lastRun(folder: string): Report | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => /^\d{4}-.*\.json$/.test(name) && !name.endsWith(".local.json"))
    .map((name) => readReport(join(folder, name)))
    .filter(({ isMeasurement, results }) => isMeasurement && results.length > 0)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
    .at(-1);
}
