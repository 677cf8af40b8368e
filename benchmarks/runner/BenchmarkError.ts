// What goes wrong in a run, with a code for those who call it from a script.

/** `BAD_OPTION`: the command line; `CONTESTANT_FAILED`: its process ended or threw; `MISMATCH`: it answered wrongly. */
export type BenchmarkErrorCode = "BAD_OPTION" | "CONTESTANT_FAILED" | "MISMATCH";

export class BenchmarkError extends Error {
  readonly code: BenchmarkErrorCode;

  constructor(code: BenchmarkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BenchmarkError";
    this.code = code;
  }
}
