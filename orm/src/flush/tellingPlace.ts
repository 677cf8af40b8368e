// Where a commit stands in the server's log matters only where somebody may read from a replica.
import type { TransactionOptions } from "../driver/Driver.ts";
import type { FlushRun } from "./FlushRun.ts";

/** Has the flush know where its commit stands. */
export function tellingPlace(run: FlushRun): TransactionOptions | undefined {
  if (run.driver.replica === undefined) return undefined;
  return {
    onCommit: (lsn) => {
      run.lsn = lsn;
    },
  };
}
