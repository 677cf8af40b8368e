// A row points to a row that is missing, or is still pointed to.
import { ConstraintError } from "./ConstraintError.ts";
import type { ServerReport } from "./ServerReport.ts";

/** `insert or update on table "books" violates foreign key constraint "books_author_id_fkey" — Key (author_id)=(9) is not present in table "authors".` */
export class ForeignKeyError extends ConstraintError<"FOREIGN_KEY"> {
  constructor(report: ServerReport) {
    super("FOREIGN_KEY", report);
  }
}
