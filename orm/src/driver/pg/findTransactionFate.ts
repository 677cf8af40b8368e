// What became of a transaction whose COMMIT was not answered.
import { setTimeout as delay } from "node:timers/promises";
import type { Cell, Statement } from "../../sql/Statement.ts";
import type { TransactionFate } from "../../types/TransactionFate.ts";
import type { Outcome } from "../Driver.ts";

/** The server may need a moment to notice that the connection is gone, or to start again. */
const patienceMs = 10_000;
const pauseMs = 50;

/** Asks by `execute`, on fresh connections, until the server knows or patience is at its end. */
export async function findTransactionFate(
  transactionId: string,
  execute: (statements: ReadonlyArray<Statement>) => Promise<ReadonlyArray<Outcome>>,
): Promise<TransactionFate> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const status = await ask(transactionId, execute);
    if (status === "committed" || status === "aborted") return status;
    // NULL: so long ago that the server has forgotten.
    if (status === null) return "unknown";
    await delay(pauseMs);
  }
  return "unknown";
}

/** `undefined` while the server cannot be asked. */
async function ask(
  transactionId: string,
  execute: (statements: ReadonlyArray<Statement>) => Promise<ReadonlyArray<Outcome>>,
): Promise<Cell | undefined> {
  try {
    const [outcome] = await execute([
      {
        text: "SELECT pg_xact_status($1::xid8)",
        values: [transactionId],
        operation: "transaction fate",
      },
    ]);
    return outcome?.result?.rows[0]?.[0];
  } catch {
    return undefined;
  }
}
