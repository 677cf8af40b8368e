// The connection was lost while COMMIT was under way: nobody here knows whether the server committed.
import { KingpostError } from "./KingpostError.ts";

/** `The connection was lost during COMMIT: …`. Do not repeat the unit of work before you know what became of it. */
export class CommitUnknownError extends KingpostError<"COMMIT_UNKNOWN"> {
  /** The transaction's id (xid8), with which `pg_xact_status` tells its fate; known unless the answers before COMMIT were lost too. */
  declare readonly transactionId?: string;
  /** @internal What the statements that were sent along with COMMIT were answered with. */
  declare readonly written: ReadonlyArray<unknown>;

  constructor({
    transactionId,
    written = [],
    cause,
  }: {
    readonly transactionId?: string | undefined;
    readonly written?: ReadonlyArray<unknown>;
    readonly cause?: unknown;
  }) {
    super(
      "COMMIT_UNKNOWN",
      "The connection was lost during COMMIT: the transaction may have been committed, look before you repeat it",
      { cause },
    );
    if (transactionId !== undefined) this.transactionId = transactionId;
    // Not data of the error: it is kept out of logs.
    Object.defineProperty(this, "written", { value: written });
  }
}
