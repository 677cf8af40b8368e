// Postgres refused a statement for a reason that has no class of its own.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** Any other SQLSTATE: `relation "author" does not exist`, with the statement's text, never its values. */
export class DatabaseError extends KingpostError<"DATABASE"> {
  readonly sqlState: string;
  declare readonly sql?: string;
  /** Where in the statement, counted from 1. */
  declare readonly position?: number;
  declare readonly hint?: string;

  constructor(report: ServerReport) {
    super("DATABASE", messageOf(report), { cause: report.cause });
    const { sqlState, sql, position, hint } = report;
    this.sqlState = sqlState;
    if (sql !== undefined) this.sql = sql;
    if (position !== undefined) this.position = position;
    if (hint !== undefined) this.hint = hint;
  }
}
