// A stage that runs between a flush's writes and its COMMIT.
import type { FlushRun } from "./FlushRun.ts";

/** It runs only where it is needed: a flush in which one is has to wait for its writes, and so costs one more round trip. */
export interface CommitStage {
  readonly name: string;
  /** Asked once the entities are closed to changes, before anything is sent. It costs in proportion to what changed. */
  isNeeded(run: FlushRun): boolean;
  /** Reads see what was written. What it throws rolls everything back. */
  run(run: FlushRun): void | Promise<void>;
}
