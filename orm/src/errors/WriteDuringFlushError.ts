// An entity was changed while a flush was running.
import { KingpostError } from "./KingpostError.ts";

/** `Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit`. */
export class WriteDuringFlushError extends KingpostError<"WRITE_DURING_FLUSH"> {
  constructor() {
    super(
      "WRITE_DURING_FLUSH",
      "Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit",
    );
  }
}
