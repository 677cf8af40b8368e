// What a driver tells those who listen: one event per statement, and the borders of transactions.
import type { Cell } from "../sql/Statement.ts";

/** One statement that has ended. */
export interface QueryEvent {
  /** Counts the statements of the driver. */
  readonly id: number;
  readonly sql: string;
  /** As the driver's `redact` shows them. */
  readonly bindings: ReadonlyArray<Cell>;
  /** What it was for: `find Author`, `load Book.reviews`, `insert books`. */
  readonly operation: string;
  readonly startedAt: Date;
  /** From when it left until its answer was there; statements of one transaction that left together share the waiting. */
  readonly durationMs: number;
  readonly rowCount: number;
  /** How many statements left together with this one, itself included. */
  readonly batchSize: number;
  /** Counts the transactions of the driver; absent outside of one. */
  readonly transactionId?: number;
  readonly error?: Error;
}

/** The names of the events and what a listener is given. `roundTrip` counts the statements that left together, without BEGIN and COMMIT. */
export interface DriverEventMap {
  query: QueryEvent;
  roundTrip: { readonly statements: number };
  begin: undefined;
  commit: undefined;
  rollback: undefined;
  /** A part of a transaction begins that can be rolled back by itself. */
  savepoint: { readonly name: string };
  /** A connection was had from the pool, after so many milliseconds. */
  acquire: { readonly waitMs: number };
  /** A statement that took as long as the driver's `slowQueryMs` or longer; it follows its `query`. */
  slowQuery: QueryEvent;
  /** A listener threw, or a connection of the pool died while idle. */
  warning: { readonly error: Error };
}

export interface DriverEvents {
  /** Calls `listener` at every such event; the answer ends that. A listener that throws never affects the work. */
  on<K extends keyof DriverEventMap>(
    event: K,
    listener: (payload: DriverEventMap[K]) => void,
  ): () => void;

  /** Tells those who listen to `warning` what somebody threw whose failure must stop nothing. */
  warn(thrown: unknown): void;
}
