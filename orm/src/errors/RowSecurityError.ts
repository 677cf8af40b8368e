// A row that was to be written is none that the policies of row-level security let through: mostly another tenant's.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** `new row violates row-level security policy for table "shelves"` */
export class RowSecurityError extends KingpostError<"ROW_SECURITY"> {
  readonly sqlState: string;

  constructor(report: ServerReport) {
    super("ROW_SECURITY", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
