// Flushes a unit of work, in the transaction that it has open or in one of its own.
import { flush } from "../flush/flush.ts";
import { FlushRun, type FlushSettings } from "../flush/FlushRun.ts";
import type { FlushOptions } from "../types/FlushOptions.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** `isLast` says that COMMIT may leave with what is written. */
export async function flushUnit(
  unit: UnitOfWork,
  options: FlushOptions & Pick<FlushSettings, "isLast"> = {},
): Promise<FlushResult> {
  const { session, driver, loader, transactions } = unit;
  const run = new FlushRun(session, driver, loader, new Date(), {
    ...options,
    forget: () => unit.forgetReads(),
    transaction: transactions.open,
  });
  await flush(run);
  return run.written;
}
