// The transaction conflicts with a concurrent one and has to be repeated.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

/** SQLSTATE 40001. Repeat the whole unit of work in a new entity manager. */
export class SerializationError extends KingpostError<"SERIALIZATION"> {
  readonly sqlState: string;
  /** How often the unit of work was tried, when it was repeated. */
  declare attempts?: number;

  constructor(report: ServerReport) {
    super("SERIALIZATION", messageOf(report), { cause: report.cause });
    this.sqlState = report.sqlState;
  }
}
