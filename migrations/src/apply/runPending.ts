// The work of an `up` under its lock, whoever opened the connection.
import { planUp, type UpTarget } from "../plan/planUp.ts";
import { refusePartial, resolveSquashed } from "../plan/resolveSquashed.ts";
import type { MigrateResult } from "./migrateUp.ts";
import { runAll } from "./runAll.ts";
import type { MigrationSession } from "./withMigrations.ts";

/** Runs what is pending, up to the target. Files that node-pg-migrate applied without us are watched from now on. */
export async function runPending(
  session: MigrationSession,
  target: UpTarget,
): Promise<MigrateResult> {
  const { files, journal } = session;
  const { applied, adoptions, partial } = resolveSquashed(files, await journal.read());
  refusePartial(partial);
  const { run, adopt } = planUp(files, applied, target);
  for (const { file, replaced } of adoptions)
    await journal.adopt(file.name, file.checksum, replaced);
  for (const file of adopt) await journal.add(file.name, file.checksum);
  return { ran: await runAll(session, run, "up", target.fake ?? false) };
}
