// A write was tried where only reads are allowed.
import { KingpostError } from "./KingpostError.ts";

/** `EntityManager is read-only`. */
export class ReadOnlyError extends KingpostError<"READ_ONLY"> {
  constructor({ cause }: { readonly cause?: unknown } = {}) {
    super("READ_ONLY", "EntityManager is read-only", { cause });
  }
}
