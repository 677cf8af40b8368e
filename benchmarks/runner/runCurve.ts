// How costs grow: with the number of rows that are read, of entities that change, of entity types that there are.
import type { Report } from "../report/Report.ts";
import { entityTypes } from "./growth/entityTypes.ts";
import { measureSteps, type StepsOptions } from "./growth/measureSteps.ts";
import { authorsOnly, booksOnly } from "./growth/sizes.ts";

/** A report without figures of its own: the curves and what they depend on. */
export async function runCurve(
  options: Omit<StepsOptions, "item" | "steps" | "sizesOf" | "curves">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const rows = await measureSteps(
    {
      ...options,
      item: "W1",
      steps: options.quick ? [10, 20] : [1_000, 5_000, 20_000, 50_000, 100_000, 200_000],
      sizesOf: authorsOnly,
      curves: {
        xLabel: "rows",
        what: "what a row costs, by the number of rows (W1)",
        withReading: true,
      },
    },
    say,
    signal,
  );
  const changes = await measureSteps(
    {
      ...options,
      item: "W5",
      steps: options.quick ? [3, 6] : [10, 100, 1_000, 10_000],
      sizesOf: booksOnly,
      curves: {
        xLabel: "changed entities",
        what: "what an entity costs to load, change and save, by their number (W5)",
        withReading: false,
      },
    },
    say,
    signal,
  );
  const types = await entityTypes(options, say, signal);
  const { report } = changes;
  return {
    ...report,
    results: [],
    noiseFloor: [],
    voided: [...rows.report.voided, ...report.voided],
    load: { before: rows.report.load.before, after: report.load.after },
    curves: [...rows.curves, ...changes.curves, ...types],
  };
}
