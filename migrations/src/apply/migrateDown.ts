// Takes migrations back, newest first.
import { type DownTarget, planDown } from "../plan/planDown.ts";
import type { MigrateResult } from "./migrateUp.ts";
import { runAll } from "./runAll.ts";
import { type MigrateOptions, withMigrations } from "./withMigrations.ts";

/** Where, and how far. */
export interface MigrateDownOptions extends MigrateOptions, DownTarget {}

/**
 * Takes the last migration back, or the last `count`, or all from `to` on. A file without `down` is reversed where
 * node-pg-migrate can.
 *
 * @example
 * await migrateDown({ url, dir: "migrations", count: 2 });
 *
 * @throws MigrationError `MIGRATION_FAILED`, `MIGRATION_IRREVERSIBLE`, `MIGRATION_MISSING`, `MIGRATION_UNKNOWN`,
 * `MIGRATION_LOCKED`; ServerError when there is no connection
 */
export async function migrateDown(options: MigrateDownOptions): Promise<MigrateResult> {
  return withMigrations(options, async (session) => {
    const files = planDown(session.files, await session.journal.read(), options);
    return { ran: await runAll(session, files, "down") };
  });
}
