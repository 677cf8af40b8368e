// An entity manager was cleared or forked while it held changes that nobody flushed.
import { KingpostError } from "./KingpostError.ts";

/**
 * `2 changes were not flushed`, `Cannot fork an EntityManager with pending changes`. Flush them, or say that they are to be lost or to
 * be copied.
 */
export class PendingChangesError extends KingpostError<"PENDING_CHANGES"> {
  constructor(pending: { readonly count: number } | "fork") {
    super("PENDING_CHANGES", pending === "fork" ? ofFork : ofClear(pending.count));
  }
}

const ofFork =
  "Cannot fork an EntityManager with pending changes: flush first, or fork with { allowPendingChanges: true }";

function ofClear(count: number): string {
  return `${count} ${count === 1 ? "change was" : "changes were"} not flushed: flush first, or clear with { discardChanges: true }`;
}
