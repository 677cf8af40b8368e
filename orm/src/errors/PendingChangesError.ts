// An entity manager was cleared while it held changes that nobody flushed.
import { KingpostError } from "./KingpostError.ts";

/** `2 changes were not flushed`. Flush them, or say that they are to be lost. */
export class PendingChangesError extends KingpostError<"PENDING_CHANGES"> {
  constructor({ count }: { readonly count: number }) {
    super(
      "PENDING_CHANGES",
      `${count} ${count === 1 ? "change was" : "changes were"} not flushed: flush first, or clear with { discardChanges: true }`,
    );
  }
}
