// The caller gave up waiting.
import { KingpostError } from "./KingpostError.ts";

/** `find Author was aborted`; the signal's reason is the cause. */
export class AbortError extends KingpostError<"ABORTED"> {
  constructor({ operation, cause }: { readonly operation: string; readonly cause: unknown }) {
    super("ABORTED", `${operation} was aborted`, { cause });
  }
}
