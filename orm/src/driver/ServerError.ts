// An error message of the protocol, as node-postgres gives it: the members that matter here.

export interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly position?: string;
  /** The C function that raised it: unlike the message it is never translated. */
  readonly routine?: string;
}

/** True for errors that the server sent. Socket errors have codes too, some of five letters (`EPIPE`), but no severity. */
export function isServerError(error: unknown): error is ServerError {
  return (
    error instanceof Error &&
    "severity" in error &&
    "code" in error &&
    typeof error.code === "string"
  );
}
