// An entity was changed while a flush was running, or by what a hook of a flush left running.
import { KingpostError } from "./KingpostError.ts";

/**
 * `Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit`, and of a hook whose promise nobody
 * waited for `Attempting to reuse a hook context outside its flush loop`.
 */
export class WriteDuringFlushError extends KingpostError<"WRITE_DURING_FLUSH"> {
  constructor({ isLate = false }: { readonly isLate?: boolean } = {}) {
    super(
      "WRITE_DURING_FLUSH",
      isLate
        ? "Attempting to reuse a hook context outside its flush loop"
        : "Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit",
    );
  }
}
