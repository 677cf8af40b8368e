// What a contestant is: one file per work item that exports one of these.
import type { Reading } from "../scenarios/Reading.ts";

/** Reads every field of a result. Called outside the time, once per result. */
export type Reader = () => ReadonlyArray<Reading>;

/** What one piece of work sent to the database. */
export interface Counts {
  readonly statements: number;
  /** How often the client waited for the server; statements that left together count once. */
  readonly roundTrips: number;
  /** Rows that came back or were written, over all statements. */
  readonly rows: number;
}

/** A contestant that is connected and ready. */
export interface Workbench {
  /** The piece of work that is timed. It resolves when the result is in hand; the result is read by what it resolves to. */
  run(): Promise<Reader>;
  /** Begins to count statements; the answer ends that and gives the counts. Never on during timed work. */
  count(): () => Counts;
  close(): Promise<void>;
}

/** A contestant's way of doing one work item. `I` is the item's input. */
export interface Contestant<I> {
  /** Choices a reader should know of, printed with the figures under numbers. */
  readonly notes: ReadonlyArray<string>;
  /** Connects to the contestant's own database and does whatever is done once per process. */
  open(url: string, input: I): Promise<Workbench>;
}
