// Runs the stages of a flush.
import { CommitUnknownError } from "../errors/CommitUnknownError.ts";
import { ConcurrentFlushError } from "../errors/ConcurrentFlushError.ts";
import type { CommitStage } from "./CommitStage.ts";
import type { FlushRun } from "./FlushRun.ts";
import { inTransaction } from "./inTransaction.ts";
import { runAfterCommit } from "./runAfterCommit.ts";
import { beforeCommit, preparing, settling, type Stage, validating, writing } from "./stages.ts";

/**
 * @throws ConcurrentFlushError (`CONCURRENT_FLUSH`), ReadOnlyError (`READ_ONLY`), AfterCommitError (`AFTER_COMMIT`), AbortError
 * (`ABORTED`), and whatever its stages throw
 */
export async function flush(run: FlushRun): Promise<void> {
  const { session } = run;
  const { writeGuard } = session;
  if (writeGuard.isFlushing) throw new ConcurrentFlushError();
  writeGuard.begin();
  try {
    await prepare(run);
    if (run.hasChanges) {
      await runStages(validating, run);
      await writeAll(run).catch((error: unknown) => throwAfterRollback(run, error));
      for (const stage of settling) await stage(run);
    }
    session.lastFlush = run.written;
    run.forget();
    await runAfterCommit([run]);
  } finally {
    // Also what did not succeed may have been read from.
    run.forget();
    writeGuard.end();
  }
}

/** Until a round in which no code of the application ran: nothing new can have come up. */
async function prepare(run: FlushRun): Promise<void> {
  do {
    run.round++;
    run.hasNews = false;
    await runStages(preparing, run);
  } while (run.hasNews);
}

/** Says that what was sent is not there, unless nobody knows. */
function throwAfterRollback({ isSent, session }: FlushRun, error: unknown): never {
  if (isSent && !(error instanceof CommitUnknownError))
    session.events.tellNow("rollback", undefined);
  throw error;
}

/** The one place that decides whether anything needs JavaScript before COMMIT, and so how many round trips there are. */
function neededBeforeCommit(run: FlushRun): ReadonlyArray<CommitStage> {
  return beforeCommit.filter((stage) => stage.isNeeded(run));
}

async function writeAll(run: FlushRun): Promise<void> {
  const needed = neededBeforeCommit(run);
  if (needed.length === 0 && !run.isRehearsal) return await runStages(writing, run);
  await inTransaction(run, async (connection) => {
    run.connection = connection;
    await runStages(writing, run);
    for (const stage of needed) {
      run.checkSignal();
      await stage.run(run);
    }
    run.checkSignal();
  });
}

/** One after the other, until the caller gives up. */
async function runStages(stages: ReadonlyArray<Stage>, run: FlushRun): Promise<void> {
  for (const stage of stages) {
    run.checkSignal();
    await stage(run);
  }
}
