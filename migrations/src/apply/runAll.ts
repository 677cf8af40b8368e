// Runs a list of migrations one after the other; each is all or nothing, and what ended well stays when a later one fails.
import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { errnoOf } from "../errors/errnoOf.ts";
import { runMigration } from "./runMigration.ts";
import { type MigrationSession, setTimeouts, timeoutsOf } from "./withMigrations.ts";

const attempts = 5;

/** Runs the files in their order and answers their names. A file that could not get a lock in time is tried again. */
export async function runAll(
  session: MigrationSession,
  files: ReadonlyArray<MigrationFile>,
  direction: "down" | "up",
  fake: boolean = false,
): Promise<ReadonlyArray<string>> {
  const { client, journal, schema, settings } = session;
  for (const file of files) {
    const begin = performance.now();
    await setTimeouts(client, timeoutsOf(settings));
    const decamelize = settings.decamelize ?? false;
    await withRetries(() =>
      runMigration({ client, journal, file, direction, schema, fake, decamelize }),
    );
    settings.onDone?.(file.name, direction, performance.now() - begin);
  }
  return files.map(({ name }) => name);
}

async function withRetries(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (errnoOf(cause) !== "55P03" || attempt > attempts) throw error;
      await sleep(200 * attempt);
    }
  }
}
