// Everything was committed, but code that ran after the commit failed.
import { KingpostError } from "./KingpostError.ts";

/** `The flush was committed, but 2 afterCommit hooks failed: …`. The writes stand: do not repeat the flush. */
export class AfterCommitError extends KingpostError<"AFTER_COMMIT"> {
  readonly errors: ReadonlyArray<unknown>;

  constructor({ errors }: { readonly errors: ReadonlyArray<unknown> }) {
    const messages = errors.map((error) =>
      error instanceof Error ? error.message : String(error),
    );
    super(
      "AFTER_COMMIT",
      `The flush was committed, but ${errors.length} afterCommit hook${errors.length === 1 ? "" : "s"} failed: ${messages.join("; ")}`,
      { cause: errors[0] },
    );
    this.errors = errors;
  }
}
