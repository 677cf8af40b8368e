// Where one migration stands.
/**
 * `applied` and `pending` speak for themselves; `changed`: applied, but the file was edited since; `missing`: applied, but the
 * file is gone; `unfinished`: a migration without a transaction broke off midway.
 */
export type MigrationState = "applied" | "changed" | "missing" | "pending" | "unfinished";

/** One migration, as the folder and the database together know it. */
export interface MigrationStatus {
  readonly name: string;
  readonly state: MigrationState;
  readonly appliedAt: Date | undefined;
  /** True for a pending migration that is older than one already applied. */
  readonly outOfOrder: boolean;
}
