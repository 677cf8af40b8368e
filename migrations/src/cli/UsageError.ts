// A command line that makes no sense.
/** Its message says what was wrong; the usage is printed below it. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly code: string = "USAGE";
}
