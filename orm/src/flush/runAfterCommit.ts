// What follows COMMIT: the writes stand, whatever this throws.
import { AfterCommitError } from "../errors/AfterCommitError.ts";
import type { FlushRun } from "./FlushRun.ts";
import { afterCommit } from "./stages.ts";

/** @throws AfterCommitError (`AFTER_COMMIT`) once all has run */
export async function runAfterCommit(runs: ReadonlyArray<FlushRun>): Promise<void> {
  const errors: unknown[] = [];
  const session = runs.find(({ isSettled }) => isSettled)?.session;
  if (session !== undefined) errors.push(...(await session.events.tell("commit", undefined)));
  for (const run of runs) {
    // Not a rehearsal, nor a flush that had nothing to write.
    if (!run.isSettled) continue;
    run.session.keptChanges = run.kept;
    for (const stage of afterCommit)
      try {
        await stage(run);
      } catch (error) {
        errors.push(...(error instanceof AggregateError ? error.errors : [error]));
      }
    run.session.keptChanges = undefined;
  }
  if (errors.length > 0) throw new AfterCommitError({ errors });
}
