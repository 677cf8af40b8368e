// What follows COMMIT: the writes stand, whatever this throws.
import { AfterCommitError } from "../errors/AfterCommitError.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { KeptChanges } from "../session/KeptChanges.ts";
import type { Committed } from "./Committed.ts";
import { afterCommit } from "./stages.ts";

/** @throws AfterCommitError (`AFTER_COMMIT`) once all has run */
export async function runAfterCommit(committed: Committed): Promise<void> {
  const { session, runs } = committed;
  const errors = [...(await session.events.tell("commit", undefined))];
  session.keptChanges = changesOf(runs);
  for (const stage of afterCommit)
    try {
      await stage(committed);
    } catch (error) {
      errors.push(...(error instanceof AggregateError ? error.errors : [error]));
    }
  session.keptChanges = undefined;
  if (errors.length > 0) throw new AfterCommitError({ errors });
}

/** Of all flushes together: what a field was before the first of them that changed it. */
function changesOf(runs: Committed["runs"]): Map<EntityState, KeptChanges> {
  const changes = new Map<EntityState, KeptChanges>();
  for (const { kept } of runs)
    for (const [state, later] of kept ?? []) {
      const earlier = changes.get(state);
      changes.set(state, earlier === undefined ? later : new Map([...later, ...earlier]));
    }
  return changes;
}
