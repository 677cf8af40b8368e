// How a unit of work is repeated.
import type { TransactionOpts } from "./TransactionOpts.ts";

/** What may be the reason to repeat. */
export type RetryReason = "serialization" | "deadlock" | "oplock" | "lockTimeout";

export interface RetryOptions extends Omit<TransactionOpts, "savepoint"> {
  /** How often it is repeated at most; 4 when not given. */
  readonly retries?: number;
  /** Milliseconds between the first attempt and the second, up to a random part; doubled each time. 10 when not given. */
  readonly minDelay?: number;
  /** The most that is waited; 1,000 when not given. */
  readonly maxDelay?: number;
  /** What it is repeated for; `serialization` and `deadlock` when not given. */
  readonly on?: ReadonlyArray<RetryReason>;
  /** `false` runs the function without a transaction around it; what is pending is flushed all the same. */
  readonly transaction?: boolean;
  /** Called before the wait, with the error and the number of the attempt that failed, from 1. */
  readonly onRetry?: (error: Error, attempt: number) => unknown;
  /** Ends the wait for the next attempt, and keeps it from being made. */
  readonly signal?: AbortSignal | undefined;
}
