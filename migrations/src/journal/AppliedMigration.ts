// One line of the database's own record of its migrations.
/** A migration the database knows. */
export interface AppliedMigration {
  readonly name: string;
  /** What the file summed up to when it was applied; `null` when node-pg-migrate applied it without us. */
  readonly checksum: string | null;
  readonly appliedAt: Date;
  /** False when a migration without a transaction broke off midway. */
  readonly finished: boolean;
}
