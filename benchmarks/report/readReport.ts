// Reports of earlier runs.
import { readFileSync } from "node:fs";
import { BenchmarkError } from "../runner/BenchmarkError.ts";
import type { Item } from "../scenarios/Scenario.ts";
import type { Report } from "./Report.ts";

/** Throws `BenchmarkError` (`BAD_OPTION`) when the file holds no report. */
export function readReport(file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BenchmarkError("BAD_OPTION", `${file} cannot be read: ${reason}`);
  }
  if (!isReport(value))
    throw new BenchmarkError("BAD_OPTION", `${file} is not what --json of a run has written.`);
  // Reports of earlier versions have no curves.
  return { ...value, curves: value.curves ?? [] };
}

/** Several runs as one: figures of the first, and what the others have that it has not. */
export function mergeReports(reports: ReadonlyArray<Report>): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new BenchmarkError("BAD_OPTION", "There is no report to show.");
  const all = {
    ...first,
    results: [...first.results],
    voided: [...first.voided],
    noiseFloor: [...first.noiseFloor],
    curves: [...first.curves],
  };
  for (const next of others) {
    const known = new Set(all.results.map(({ item }) => item));
    const isNew = ({ item }: { readonly item: Item }): boolean => !known.has(item);
    all.results.push(...next.results.filter(isNew));
    all.voided.push(...next.voided.filter(isNew));
    all.noiseFloor.push(...next.noiseFloor.filter(isNew));
    all.curves.push(...next.curves);
  }
  return all;
}

function isReport(value: unknown): value is Report {
  const { results, noiseFloor, machine } = (value ?? {}) as Partial<Report>;
  return Array.isArray(results) && Array.isArray(noiseFloor) && machine !== undefined;
}
