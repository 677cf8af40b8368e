// From the ending of an exchange to the outcome of each of its statements, told to those who listen.
import { DatabaseError } from "../../errors/DatabaseError.ts";
import { sqlState } from "../../errors/sqlState.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { Outcome, Result } from "../Driver.ts";
import type { DriverEventHub } from "../DriverEventHub.ts";
import type { Ending } from "./Exchange.ts";

export interface OutcomeSettings {
  readonly events: DriverEventHub;
  /** How many statements of the exchange stand before those that are asked about. */
  readonly skipped: number;
  /** When the first of them began. */
  readonly start: number;
  /** The typed error, known by the statement that failed. */
  readonly toError: (failure: unknown, statement: Statement | undefined) => Error;
}

/** What was not run because of an error before it fails by that error. */
export function outcomesOf(
  statements: ReadonlyArray<Statement>,
  { results, failure, times }: Ending,
  { events, skipped, start, toError }: OutcomeSettings,
): ReadonlyArray<Outcome> {
  const failedAt = results.length - skipped;
  const error = failure === undefined ? undefined : toError(failure, statements[failedAt]);
  for (const [index, statement] of statements.entries()) {
    const time = times[skipped + index];
    if (time === undefined || index > failedAt) break;
    const durationMs = time - (times[skipped + index - 1] ?? start);
    tell(events, statement, durationMs, results[skipped + index], error);
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

function tell(
  events: DriverEventHub,
  { text, values, operation }: Statement,
  durationMs: number,
  result: Result | undefined,
  error: Error | undefined,
): void {
  events.emit("query", {
    sql: text,
    bindings: values,
    operation,
    durationMs,
    rowCount: result?.rowCount ?? 0,
    ...(result === undefined && error !== undefined ? { error } : {}),
  });
}
