// A row violates a CHECK constraint.
import { ConstraintError } from "./ConstraintError.ts";
import type { ServerReport } from "./ServerReport.ts";

/** `new row for relation "authors" violates check constraint "authors_age_check" — Failing row contains (1, -1).` */
export class CheckConstraintError extends ConstraintError<"CHECK"> {
  constructor(report: ServerReport) {
    super("CHECK", report);
  }
}
