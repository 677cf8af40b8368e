// Postgres ended the transaction to resolve a deadlock.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 40P01. Repeat the whole unit of work in a new entity manager. */
export class DeadlockError extends KingpostError<"DEADLOCK"> {
  readonly sqlState: string;
  /** How often the unit of work was tried, when it was repeated. */
  declare attempts?: number;

  constructor(report: ServerReport) {
    super("DEADLOCK", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
