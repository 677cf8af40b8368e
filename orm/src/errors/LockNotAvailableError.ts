// A row is locked by another transaction and waiting was not wanted.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 55P03 after NOWAIT. */
export class LockNotAvailableError extends KingpostError<"LOCK_NOT_AVAILABLE"> {
  readonly sqlState: string;

  constructor(report: ServerReport) {
    super("LOCK_NOT_AVAILABLE", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
