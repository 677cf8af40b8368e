// From the ending of an exchange to the outcome of each of its statements, told to those who listen.
import { DatabaseError } from "../../errors/DatabaseError.ts";
import { sqlState } from "../../errors/sqlState.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { Outcome } from "../Driver.ts";
import type { Ending } from "./Exchange.ts";
import type { QueryLog } from "./QueryLog.ts";

export interface OutcomeSettings {
  readonly queries: QueryLog;
  /** How many statements of the exchange stand before those that are asked about. */
  readonly skipped: number;
  /** How many statements left together. */
  readonly batchSize: number;
  readonly transactionId: number | undefined;
  /** When they left. The server answers all of them at once where it can, so nothing more is known of each. */
  readonly start: number;
  /** The typed error, known by the statement that failed. */
  readonly toError: (failure: unknown, statement: Statement | undefined) => Error;
}

/** What was not run because of an error before it fails by that error. */
export function outcomesOf(
  statements: ReadonlyArray<Statement>,
  { results, failure, times }: Ending,
  { queries, skipped, start, batchSize, transactionId, toError }: OutcomeSettings,
): ReadonlyArray<Outcome> {
  const failedAt = results.length - skipped;
  const error = failure === undefined ? undefined : toError(failure, statements[failedAt]);
  for (const [index, statement] of statements.entries()) {
    const time = times[skipped + index];
    if (time === undefined || index > failedAt) break;
    const result = results[skipped + index];
    queries.tell({
      statement,
      start,
      durationMs: time - start,
      rowCount: result?.rowCount ?? 0,
      error: result === undefined ? error : undefined,
      batchSize,
      transactionId,
    });
  }
  return statements.map((_, index) => {
    const result = results[skipped + index];
    return result === undefined ? { error: error ?? rolledBack() } : { result };
  });
}

/** What is said of a transaction that turned out to have been rolled back. */
export function rolledBack(): DatabaseError {
  return new DatabaseError({
    sqlState: sqlState.inFailedTransaction,
    message: "The transaction was rolled back",
  });
}
