// What goes wrong in a comparison, with a code for those who call it from a script.

/** `BAD_OPTION`: the command line; `ORM_FAILED`: an ORM's process ended before it answered; `NO_COMPILER`: `tsc` did not run. */
export type CompareErrorCode = "BAD_OPTION" | "ORM_FAILED" | "NO_COMPILER";

export class CompareError extends Error {
  readonly code: CompareErrorCode;

  constructor(code: CompareErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CompareError";
    this.code = code;
  }
}
