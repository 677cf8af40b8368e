// Brings a database up to the migrations folder.
import type { UpTarget } from "../plan/planUp.ts";
import { runPending } from "./runPending.ts";
import { type MigrateOptions, withMigrations } from "./withMigrations.ts";

/** Where, and how far. */
export interface MigrateUpOptions extends MigrateOptions, UpTarget {}

/** What was done. */
export interface MigrateResult {
  /** The migrations that were run, in the order in which they ran. */
  readonly ran: ReadonlyArray<string>;
}

/**
 * Runs the pending migrations in their order, each in its own transaction together with its record. Two runs at once take
 * turns, and each migration is applied once.
 *
 * @example
 * const { ran } = await migrateUp({ url: process.env.DATABASE_URL, dir: "migrations" });
 *
 * @throws MigrationError `MIGRATION_FAILED`, `MIGRATION_CHANGED`, `MIGRATION_UNFINISHED`, `MIGRATION_LOCKED`, `POOLED_CONNECTION`,
 * `MIGRATION_NAME`, `MIGRATION_DIR_MISSING`, `MIGRATION_UNKNOWN`; ServerError when there is no connection
 */
export async function migrateUp(options: MigrateUpOptions): Promise<MigrateResult> {
  return withMigrations(options, (session) => runPending(session, options));
}
