// Something that is measured around a contestant in place of its work.
import type { BoutOptions } from "./Bout.ts";
import type { Block } from "./messages.ts";

export interface StudyInput extends BoutOptions {
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
}

/** Throws `BenchmarkError` when there is no figure. `workMs` of the block is in the unit of the scenario. */
export type Study = (input: StudyInput) => Promise<Block>;
