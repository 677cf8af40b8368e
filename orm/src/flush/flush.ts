// Runs the stages of a flush.
import { ConcurrentFlushError } from "../errors/ConcurrentFlushError.ts";
import type { FlushRun } from "./FlushRun.ts";
import { preparing, writing } from "./stages.ts";

/** @throws ConcurrentFlushError (`CONCURRENT_FLUSH`), ReadOnlyError (`READ_ONLY`), and whatever its stages throw */
export async function flush(run: FlushRun): Promise<void> {
  const { writeGuard } = run.session;
  if (writeGuard.isFlushing) throw new ConcurrentFlushError();
  writeGuard.begin();
  try {
    for (const stage of preparing) await stage(run);
    if (!run.hasChanges) return;
    writeGuard.close();
    for (const stage of writing) await stage(run);
  } finally {
    writeGuard.end();
  }
}
