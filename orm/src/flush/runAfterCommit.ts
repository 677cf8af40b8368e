// What follows COMMIT: the writes stand, whatever this throws.
import { AfterCommitError } from "../errors/AfterCommitError.ts";
import type { Committed } from "./Committed.ts";
import { afterCommit } from "./stages.ts";

/** @throws AfterCommitError (`AFTER_COMMIT`) once all has run */
export async function runAfterCommit(committed: Committed): Promise<void> {
  const { session, runs } = committed;
  const errors = [...(await session.events.tell("commit", undefined))];
  session.keptChanges = new Map(runs.flatMap(({ kept }) => [...(kept ?? [])]));
  for (const stage of afterCommit)
    try {
      await stage(committed);
    } catch (error) {
      errors.push(...(error instanceof AggregateError ? error.errors : [error]));
    }
  session.keptChanges = undefined;
  if (errors.length > 0) throw new AfterCommitError({ errors });
}
