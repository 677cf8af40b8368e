// A write was tried where only reads are allowed.
import { KingpostError } from "./KingpostError.ts";

/** `EntityManager is read-only`, `ActiveAuthor is a view, which is only read`. */
export class ReadOnlyError extends KingpostError<"READ_ONLY"> {
  /** @param options `view`: the entity that stands for a view */
  constructor({ cause, view }: { readonly cause?: unknown; readonly view?: string } = {}) {
    const message =
      view === undefined
        ? "EntityManager is read-only"
        : `${view} is a view, which is only read: write to the tables that it shows`;
    super("READ_ONLY", message, { cause });
  }
}
