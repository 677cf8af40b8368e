// What goes wrong outside of a request: a sentence for the person at the terminal, and a code for scripts.

export type AppErrorCode =
  | "DATABASE_UNREACHABLE"
  | "PORT_IN_USE"
  | "PORT_NOT_ALLOWED"
  | "SEED_DATA"
  | "SETTINGS"
  | "TELEMETRY_MISSING";

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
