// What a contestant is: one file per work item that exports one of these.
import type { Reading } from "../scenarios/Reading.ts";

/** Reads every field of a result. Called outside the time, once per result. */
export type Reader = () => ReadonlyArray<Reading>;

/** A contestant that is connected and ready. */
export interface Workbench {
  /** The piece of work that is timed. It resolves when the result is in hand; the result is read by what it resolves to. */
  run(): Promise<Reader>;
  close(): Promise<void>;
}

/** A contestant's way of doing one work item. `I` is the item's input. */
export interface Contestant<I> {
  /** Choices a reader should know of, printed with the figures under numbers. */
  readonly notes: ReadonlyArray<string>;
  /** Connects to the contestant's own database and does whatever is done once per process. */
  open(url: string, input: I): Promise<Workbench>;
}
