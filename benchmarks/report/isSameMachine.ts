import type { Report } from "./Report.ts";

/** Whether two runs may be compared in more than their counts. */
export function isSameMachine(a: Report, b: Report): boolean {
  return (
    a.machine.cpu === b.machine.cpu &&
    a.machine.cores === b.machine.cores &&
    a.versions["node"] === b.versions["node"]
  );
}
