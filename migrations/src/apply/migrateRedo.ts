// Takes the last migrations back and runs them again: the inner loop of writing one.
import { type DownTarget, planDown } from "../plan/planDown.ts";
import type { MigrateResult } from "./migrateUp.ts";
import { runAll } from "./runAll.ts";
import { type MigrateOptions, withMigrations } from "./withMigrations.ts";

/** Where, and how many. */
export interface MigrateRedoOptions extends MigrateOptions, DownTarget {}

/**
 * Takes the last migration (or the last `count`) back and runs it again. The file may have been edited in between: its `down`
 * is the one it has now.
 *
 * @example
 * await migrateRedo({ url, dir: "migrations" });
 *
 * @throws MigrationError as `migrateDown` and `migrateUp` do
 */
export async function migrateRedo(options: MigrateRedoOptions): Promise<MigrateResult> {
  return withMigrations(options, async (session) => {
    const files = planDown(session.files, await session.journal.read(), options);
    await runAll(session, files, "down");
    return { ran: await runAll(session, files.toReversed(), "up") };
  });
}
