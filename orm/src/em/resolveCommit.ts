// Asks the server what became of a transaction whose COMMIT was not answered, and has the entities be what it says.
import { TransactionOptionError } from "../errors/TransactionOptionError.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

export async function resolveCommit(unit: UnitOfWork): Promise<TransactionFate> {
  const { session, driver } = unit;
  const { unknownCommit } = session;
  if (unknownCommit === undefined)
    throw new TransactionOptionError({ reason: "There is no COMMIT whose fate is unknown" });
  const { transactionId } = unknownCommit.error;
  if (transactionId === undefined) return "unknown";
  const fate = (await driver.findTransactionFate?.(transactionId)) ?? "unknown";
  // Somebody may have asked at the same time.
  if (fate === "unknown" || session.unknownCommit !== unknownCommit) return fate;
  session.unknownCommit = undefined;
  unit.forgetReads();
  if (fate === "committed") await unknownCommit.committed();
  else {
    unknownCommit.aborted();
    session.events.tellNow("rollback", undefined);
  }
  return fate;
}
