// A lock was not granted within lock_timeout.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 55P03 after `lock_timeout`. */
export class LockTimeoutError extends KingpostError<"LOCK_TIMEOUT"> {
  readonly sqlState: string;

  constructor(report: ServerReport) {
    super("LOCK_TIMEOUT", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
