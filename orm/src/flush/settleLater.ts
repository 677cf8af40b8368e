// A flush whose COMMIT was not answered: what is to be done once its fate is known.
import type { CommitUnknownError } from "../errors/CommitUnknownError.ts";
import type { UnknownCommit } from "../session/UnknownCommit.ts";
import type { FlushRun } from "./FlushRun.ts";
import { runAfterCommit } from "./runAfterCommit.ts";
import { settling } from "./stages.ts";

/** @param run the flush that left with COMMIT, if one did; @param earlier those before it in the transaction */
export function settleLater(
  error: CommitUnknownError,
  run: FlushRun | undefined,
  earlier: ReadonlyArray<FlushRun>,
  aborted: () => void,
): UnknownCommit {
  return {
    error,
    aborted,
    committed: async () => {
      if (run !== undefined) {
        for (const stage of settling) await stage(run);
        run.session.lastFlush = run.written;
      }
      const runs = run === undefined ? earlier : [...earlier, run];
      const session = runs[0]?.session;
      if (session !== undefined) await runAfterCommit({ session, runs, connection: undefined });
    },
  };
}
