// Everything was committed, but code that ran after the commit failed.
import { KingpostError } from "./KingpostError.ts";

/** `<what was thrown> — after everything was committed: do not repeat it`. */
export class AfterCommitError extends KingpostError<"AFTER_COMMIT"> {
  readonly errors: ReadonlyArray<unknown>;

  constructor({ errors }: { readonly errors: ReadonlyArray<unknown> }) {
    const messages = errors.map((error) =>
      error instanceof Error ? error.message : String(error),
    );
    super(
      "AFTER_COMMIT",
      `${messages.join("; ")} — after everything was committed: do not repeat it`,
      { cause: errors[0] },
    );
    this.errors = errors;
  }
}
