// A column that must have a value has none.
import { ConstraintError } from "./ConstraintError.ts";
import type { ServerReport } from "./ServerReport.ts";

/** `null value in column "title" of relation "books" violates not-null constraint — Failing row contains (1, null).` */
export class NotNullError extends ConstraintError<"NOT_NULL"> {
  constructor(report: ServerReport) {
    super("NOT_NULL", report);
  }
}
