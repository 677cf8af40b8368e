// The statement was cancelled on request.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 57014 after a cancel request. */
export class QueryCanceledError extends KingpostError<"CANCELED"> {
  readonly sqlState: string;

  constructor(report: ServerReport) {
    super("CANCELED", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
