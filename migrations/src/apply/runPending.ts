// The work of an `up` under its lock, whoever opened the connection.
import { planUp, type UpTarget } from "../plan/planUp.ts";
import type { MigrateResult } from "./migrateUp.ts";
import { runAll } from "./runAll.ts";
import type { MigrationSession } from "./withMigrations.ts";

/** Runs what is pending, up to the target. Files that node-pg-migrate applied without us are watched from now on. */
export async function runPending(
  session: MigrationSession,
  target: UpTarget,
): Promise<MigrateResult> {
  const { files, journal } = session;
  const { run, adopt } = planUp(files, await journal.read(), target);
  for (const file of adopt) await journal.add(file.name, file.checksum);
  return { ran: await runAll(session, run, "up", target.fake ?? false) };
}
