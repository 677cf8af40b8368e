// The database cannot be reached, or the connection to it was lost.
import { KingpostError } from "./KingpostError.ts";

/** `The connection to the database was lost: …`. A transaction that was open on it was rolled back. */
export class ConnectionError extends KingpostError<"CONNECTION"> {
  /** Why, when the server had the time to say so. */
  declare readonly sqlState?: string;

  constructor({
    reason,
    sqlState,
    cause,
  }: {
    readonly reason: string;
    readonly sqlState?: string;
    readonly cause?: unknown;
  }) {
    super("CONNECTION", reason, { cause });
    if (sqlState !== undefined) this.sqlState = sqlState;
  }
}
