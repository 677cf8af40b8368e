// Why the template does not work alone.

export type StandaloneErrorCode =
  | "DEPENDENCY_NOT_PLAIN"
  | "PROGRAM_FAILED"
  | "WRONG_ANSWER"
  | "LEFT_BEHIND";

export class StandaloneError extends Error {
  override readonly name = "StandaloneError";
  readonly code: StandaloneErrorCode;

  constructor(code: StandaloneErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
