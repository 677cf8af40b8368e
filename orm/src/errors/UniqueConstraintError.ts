// A row has the same unique values as another one.
import { ConstraintError } from "./ConstraintError.ts";
import type { ServerReport } from "./ServerReport.ts";

/** `duplicate key value violates unique constraint "authors_email_key" — Key (email)=(a@b.c) already exists.` */
export class UniqueConstraintError extends ConstraintError<"UNIQUE"> {
  constructor(report: ServerReport) {
    super("UNIQUE", report);
  }
}
