// The statements at the borders of a transaction.
import { TransactionOptionError } from "../../errors/TransactionOptionError.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { TransactionOptions } from "../Driver.ts";

export const commit: Statement = { text: "COMMIT", values: [], operation: "commit" };
export const rollback: Statement = { text: "ROLLBACK", values: [], operation: "rollback" };

/** Tells the transaction's id, by which its fate can be asked for should the reply to COMMIT be lost. */
export const transactionId: Statement = {
  text: "SELECT pg_current_xact_id_if_assigned()::text",
  values: [],
  operation: "transaction id",
};

const levels: Readonly<Record<NonNullable<TransactionOptions["isolation"]>, string>> = {
  "read committed": " ISOLATION LEVEL READ COMMITTED",
  "repeatable read": " ISOLATION LEVEL REPEATABLE READ",
  serializable: " ISOLATION LEVEL SERIALIZABLE",
};

/** `BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY` */
export function begin({ isolation, readOnly }: TransactionOptions = {}): Statement {
  const level = isolation === undefined ? "" : levels[isolation];
  if (level === undefined)
    throw new TransactionOptionError({
      reason: `There is no isolation level ${String(isolation)}`,
    });
  return {
    text: `BEGIN${level}${readOnly === true ? " READ ONLY" : ""}`,
    values: [],
    operation: "begin",
  };
}
