// What follows COMMIT: the writes stand, whatever this throws.
import { AfterCommitError } from "../errors/AfterCommitError.ts";
import type { Committed } from "./Committed.ts";
import { afterCommit } from "./stages.ts";

/** @throws AfterCommitError (`AFTER_COMMIT`) once all has run */
export async function runAfterCommit(committed: Committed): Promise<void> {
  const errors = [...(await committed.session.events.tell("commit", undefined))];
  for (const stage of afterCommit)
    try {
      await stage(committed);
    } catch (error) {
      errors.push(...(error instanceof AggregateError ? error.errors : [error]));
    }
  if (errors.length > 0) throw new AfterCommitError({ errors });
}
