// What may go as a pipeline, ahead of everybody who would ask for the same level by level.
import type { Batch } from "../Batch.ts";
import type { PreloadStep } from "./PreloadStep.ts";

export interface Ahead {
  /** What to send now that the tick is over; `undefined` where that cannot be said beforehand. */
  plan(): ReadonlyArray<PreloadStep> | undefined;
  /** How many requests each of its first steps answers. */
  readonly requests: ReadonlyArray<number>;
  /** The batches that would ask for the first of it. */
  readonly batches: ReadonlyArray<Batch>;
  /** Aborts when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** Of what nobody has asked for: which of its steps leave, given what nothing else in the tick asks for; `undefined` when it would be as good alone. */
  leave?(
    steps: ReadonlyArray<PreloadStep>,
    isAlone: (key: unknown) => boolean,
  ): ReadonlyArray<PreloadStep> | undefined;
  /** The database has refused it; its batches are sent again by themselves. */
  refuse?(): void;
  readonly settle: { resolve(): void; reject(error: unknown): void };
}
