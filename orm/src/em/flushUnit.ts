// Flushes a unit of work, in the transaction that it has open or in one of its own.
import { flush } from "../flush/flush.ts";
import { FlushRun } from "../flush/FlushRun.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @param isLast COMMIT may leave with what is written */
export async function flushUnit(
  unit: UnitOfWork,
  { isLast = false }: { readonly isLast?: boolean } = {},
): Promise<FlushResult> {
  const { session, driver, loader, transactions } = unit;
  const forget = (): void => unit.forgetReads();
  const run = new FlushRun(session, driver, loader, new Date(), forget, transactions.open);
  run.isLast = isLast;
  await flush(run);
  return run.written;
}
