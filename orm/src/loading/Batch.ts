// Requests of one kind that were made in one tick and become one statement.
import type { Result } from "../driver/Driver.ts";
import type { Statement } from "../sql/Statement.ts";
import type { FindHint } from "./preload/FindHint.ts";

export interface Batch {
  /** The statement for everything that was asked for. */
  statement(): Statement;
  /** Gives the answer to all who wait. */
  deal(result: Result): void;
  /** Settles when the answer was dealt, or with the statement's error. */
  readonly done: Promise<void>;
  readonly settle: { resolve(): void; reject(error: unknown): void };
  /** Takes no more keys: the next ones are another statement. */
  readonly isFull: boolean;
  /** How many requests joined it. */
  requests: number;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** Whether what it gives may lead on, for who looks ahead: then it is a `LeadingBatch`. */
  readonly leads?: boolean;
  /** What is to be loaded of the entities that it gives. */
  readonly hint?: FindHint | undefined;
}

/** What all batches have: a promise that many can wait for, so that no request needs one of its own. */
export abstract class WaitedBatch implements Batch {
  readonly done: Promise<void>;
  readonly settle: { resolve(): void; reject(error: unknown): void };
  requests = 0;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.settle = { resolve, reject };
    // Who asked awaits `done` as well; without this, a batch that nobody awaits any more would end the process.
    promise.catch(() => undefined);
  }

  get isFull(): boolean {
    return false;
  }

  abstract statement(): Statement;
  abstract deal(result: Result): void;
}
