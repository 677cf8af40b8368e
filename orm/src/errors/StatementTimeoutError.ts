// A statement ran longer than statement_timeout.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 57014 after `statement_timeout`. */
export class StatementTimeoutError extends KingpostError<"STATEMENT_TIMEOUT"> {
  readonly sqlState: string;

  constructor(report: ServerReport) {
    super("STATEMENT_TIMEOUT", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
