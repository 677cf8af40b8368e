// A check that a statement made in SQL and that failed. Checks inside a pipeline fail by casting a text such as
// `kingpost:oplock 3:changed,5:deleted` to integer: the statement's error then carries the text, and COMMIT cannot happen.

const marker = "kingpost:";

/** Internal: the flush, which knows what it checked, turns this into the error that users see. */
export class CheckFailure extends Error {
  /** What was checked: `oplock`, … */
  readonly kind: string;
  /** What the check found, in the check's own form. */
  readonly payload: string;

  constructor(kind: string, payload: string, cause: unknown) {
    super(`Check ${kind} failed: ${payload}`, { cause });
    this.kind = kind;
    this.payload = payload;
  }

  /** Whether an error of the server is such a failure, whose text is ours. */
  static isOne(error: unknown): boolean {
    return error instanceof Error && error.message.includes(marker);
  }

  /** Reads the message of an error 22P02; `undefined` when it is an ordinary one. */
  static from(message: string, cause: unknown): CheckFailure | undefined {
    const start = message.indexOf(marker);
    if (start < 0) return undefined;
    // The text stands at the end of the message, in the quotation marks of the server's language.
    const text = message.slice(start + marker.length, -1);
    const space = text.indexOf(" ");
    return space < 0
      ? new CheckFailure(text, "", cause)
      : new CheckFailure(text.slice(0, space), text.slice(space + 1), cause);
  }
}
