// What a driver tells those who listen: one event per statement, and the borders of transactions.
import type { Cell } from "../sql/Statement.ts";

/** One statement that has ended. */
export interface QueryEvent {
  readonly sql: string;
  readonly bindings: ReadonlyArray<Cell>;
  readonly operation: string;
  readonly durationMs: number;
  readonly rowCount: number;
  readonly error?: Error;
}

/** The names of the events and what a listener is given. `roundTrip` counts the statements that left together, without BEGIN and COMMIT. */
export interface DriverEventMap {
  query: QueryEvent;
  roundTrip: { readonly statements: number };
  begin: undefined;
  commit: undefined;
  rollback: undefined;
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
