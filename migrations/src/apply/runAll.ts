// Runs a list of migrations one after the other; each is all or nothing, and what ended well stays when a later one fails.
import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { backendOf } from "./refusePooler.ts";
import { runMigration } from "./runMigration.ts";
import { lockAttempts, pauseBefore } from "./WatchedClient.ts";
import { TimeIsUp, type Watch, watchRun } from "./watchRun.ts";
import { type MigrationSession, setTimeouts, timeoutsOf } from "./withMigrations.ts";

/** Runs the files in their order and answers their names. A file that could not get a lock in time is tried again. */
export async function runAll(
  session: MigrationSession,
  files: ReadonlyArray<MigrationFile>,
  direction: "down" | "up",
  fake: boolean = false,
): Promise<ReadonlyArray<string>> {
  for (const file of files) {
    const begin = performance.now();
    await runOne(session, file, direction, fake);
    session.settings.onDone?.(file.name, direction, performance.now() - begin);
  }
  return files.map(({ name }) => name);
}

async function runOne(
  session: MigrationSession,
  file: MigrationFile,
  direction: "down" | "up",
  fake: boolean,
): Promise<void> {
  const { client, journal, schema, settings } = session;
  const { decamelize = false, noTransaction = false } = settings;
  await setTimeouts(client, timeoutsOf(settings));
  const watch = await beginWatch(session, file);
  const onRetry = (attempt: number): void => {
    const by = watch?.blockers() ?? "";
    settings.onProgress?.(
      `${file.file}: a lock was not free within ${timeoutsOf(settings).lock}; attempt ${attempt + 1} of ${lockAttempts} follows.` +
        (by === "" ? "" : ` In the way: ${by}`),
    );
  };
  const run = {
    client,
    journal,
    file,
    direction,
    schema,
    fake,
    decamelize,
    noTransaction,
    onRetry,
  };
  try {
    const work = withRetries(() => runMigration(run), onRetry);
    await (watch === undefined ? work : Promise.race([work, watch.timedOut]));
  } catch (error) {
    throw error instanceof TimeIsUp ? timedOut(file, settings.timeoutMs ?? 0, error) : error;
  } finally {
    await watch?.stop();
  }
}

async function beginWatch(
  { client, observer, settings }: MigrationSession,
  { file }: MigrationFile,
): Promise<Watch | undefined> {
  const pid = observer === undefined ? undefined : await backendOf(client);
  if (observer === undefined || pid === undefined) return undefined;
  return watchRun({
    observer,
    pid,
    file,
    say: (line) => settings.onProgress?.(line),
    timeoutMs: settings.timeoutMs ?? 0,
    firstMs: settings.progressMs ?? 5_000,
  });
}

function timedOut({ file }: MigrationFile, ms: number, { message }: TimeIsUp): MigrationError {
  return new MigrationError(
    "MIGRATION_TIMEOUT",
    `Migration ${file} took longer than ${ms / 1000} s and was ended: ${message}. Nothing of it was kept unless it runs without a transaction: ` +
      "see `status`. Give it more time with --timeout, or do it in steps.",
    { file },
  );
}

/** All of a migration was rolled back, so all of it is tried again. One without a transaction waits for locks by itself. */
async function withRetries(
  work: () => Promise<void>,
  onRetry: (attempt: number) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isAgain = error instanceof MigrationError && error.isRepeatable;
      if (!isAgain || attempt >= lockAttempts) throw error;
      onRetry(attempt);
      await sleep(pauseBefore(attempt));
    }
  }
}
