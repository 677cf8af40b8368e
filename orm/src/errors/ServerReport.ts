// What Postgres says about a statement that failed, in plain values: floor 1 knows no driver.

export interface ServerReport {
  readonly sqlState: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
  /** Where in the statement, counted from 1. */
  readonly position?: number | undefined;
  /** The statement's text; its values are never kept. */
  readonly sql?: string | undefined;
  /** The driver's own error. */
  readonly cause?: unknown;
}

/** Postgres' message, and after ` — ` its detail. */
export function messageOf({ message, detail }: ServerReport): string {
  return detail === undefined ? message : `${message} — ${detail}`;
}
