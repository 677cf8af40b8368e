// What went wrong with a migration: which file, which statement, what Postgres said, and a code that stays the same.
/** The codes of {@link MigrationError}; they are API. */
export type MigrationErrorCode =
  | "CODE_INVALID"
  | "CONFIG_INVALID"
  | "ENTITY_EXISTS"
  | "ENTITY_NAME"
  | "ENTITY_UNKNOWN"
  | "FIELD_INVALID"
  | "MIGRATION_CHANGED"
  | "MIGRATION_DIR_MISSING"
  | "MIGRATION_FAILED"
  | "MIGRATION_IRREVERSIBLE"
  | "MIGRATION_LOCKED"
  | "MIGRATION_MISSING"
  | "MIGRATION_NAME"
  | "MIGRATION_TIMEOUT"
  | "MIGRATION_UNFINISHED"
  | "MIGRATION_UNKNOWN"
  | "POOLED_CONNECTION"
  | "PRIVILEGE_MISSING"
  | "SCHEMA_MISSING"
  | "SNAPSHOT_INVALID"
  | "SNAPSHOT_MISSING"
  | "SQUASH_DIFFERS"
  | "SQUASH_PARTIAL";

/** What is known of a failed migration beside its message. */
export interface MigrationErrorDetails extends ErrorOptions {
  /** The migration's file name. */
  readonly file?: string;
  /** The statement that Postgres refused. */
  readonly statement?: string;
  /** Nothing was kept, and the same may succeed later: a lock was not free. */
  readonly isRepeatable?: boolean;
}

/**
 * A migration that cannot be run, or that failed.
 *
 * @example
 * try {
 *   await migrateUp({ url, dir: "migrations" });
 * } catch (error) {
 *   if (error instanceof MigrationError && error.code === "MIGRATION_FAILED") console.error(error.file, error.statement);
 * }
 */
export class MigrationError extends Error {
  override readonly name: string = "MigrationError";
  readonly code: MigrationErrorCode;
  readonly file: string | undefined;
  readonly statement: string | undefined;
  readonly isRepeatable: boolean;

  constructor(code: MigrationErrorCode, message: string, details: MigrationErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.file = details.file;
    this.statement = details.statement;
    this.isRepeatable = details.isRepeatable ?? false;
  }
}
