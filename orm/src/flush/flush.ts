// Runs the stages of a flush.
import { ConcurrentFlushError } from "../errors/ConcurrentFlushError.ts";
import type { FlushRun } from "./FlushRun.ts";
import { preparing, validating, writing } from "./stages.ts";

/** @throws ConcurrentFlushError (`CONCURRENT_FLUSH`), ReadOnlyError (`READ_ONLY`), and whatever its stages throw */
export async function flush(run: FlushRun): Promise<void> {
  const { writeGuard } = run.session;
  if (writeGuard.isFlushing) throw new ConcurrentFlushError();
  writeGuard.begin();
  try {
    await prepare(run);
    if (!run.hasChanges) return;
    for (const stage of [...validating, ...writing]) await stage(run);
  } finally {
    writeGuard.end();
  }
}

/** Until a round in which no code of the application ran: nothing new can have come up. */
async function prepare(run: FlushRun): Promise<void> {
  do {
    run.round++;
    run.hasNews = false;
    for (const stage of preparing) await stage(run);
  } while (run.hasNews);
}
