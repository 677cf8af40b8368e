// What went wrong with a database server, as a sentence, what to do about it, and a code that stays the same.
/** The codes of {@link ServerError}; they are API. */
export type ServerErrorCode =
  | "CLOSED_PARENT"
  | "DATABASE_MISSING"
  | "DATABASE_UNREACHABLE"
  | "DATABASE_URL_INVALID"
  | "DATA_OF_OTHER_OWNER"
  | "DATA_OF_OTHER_VERSION"
  | "DISK_FULL"
  | "FOLDER_READ_ONLY"
  | "LOCK_TIMEOUT"
  | "LOGIN_REFUSED"
  | "NAME_REFUSED"
  | "NOT_EMBEDDED"
  | "NO_BINARY"
  | "NO_SERVER_USER"
  | "PORT_TAKEN"
  | "SERVER_START_FAILED"
  | "TEMPLATE_BUSY";

/**
 * A failure around the embedded server or the database it was asked for.
 *
 * @example
 * try {
 *   await openDatabase({ projectDir });
 * } catch (error) {
 *   if (error instanceof ServerError && error.code === "DATABASE_UNREACHABLE") console.error(error.hint);
 * }
 */
export class ServerError extends Error {
  override readonly name: string = "ServerError";
  readonly code: ServerErrorCode;
  /** What the reader can do about it: one sentence. */
  readonly hint: string;

  constructor(code: ServerErrorCode, sentence: string, hint: string, options?: ErrorOptions) {
    super(`${sentence} ${hint}`, options);
    this.code = code;
    this.hint = hint;
  }
}
