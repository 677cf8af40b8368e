// Why the workspace was not set up. Nothing was changed, unless the message says so.

export type SetupErrorCode =
  | "SETUP_ANSWER"
  | "SETUP_CANCELLED"
  | "SETUP_CODEGEN"
  | "SETUP_DIRTY"
  | "SETUP_FILE_CHANGED"
  | "SETUP_NEEDED"
  | "SETUP_NO_ANSWERS"
  | "SETUP_NOT_FRESH";

export class SetupError extends Error {
  override readonly name = "SetupError";
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
