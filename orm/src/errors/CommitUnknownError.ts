// The connection was lost while COMMIT was under way: nobody here knows whether the server committed.
import { KingpostError } from "./KingpostError.ts";

/** `The connection was lost during COMMIT: …`. Do not repeat the unit of work before you know what became of it. */
export class CommitUnknownError extends KingpostError<"COMMIT_UNKNOWN"> {
  /** The transaction's id (xid8), with which `pg_xact_status` tells its fate; known when `verifyCommit` is on. */
  declare readonly transactionId?: string;

  constructor({
    transactionId,
    cause,
  }: {
    readonly transactionId?: string | undefined;
    readonly cause?: unknown;
  }) {
    super(
      "COMMIT_UNKNOWN",
      "The connection was lost during COMMIT: the transaction may have been committed, look before you repeat it",
      { cause },
    );
    if (transactionId !== undefined) this.transactionId = transactionId;
  }
}
