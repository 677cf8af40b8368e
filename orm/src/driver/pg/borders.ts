// The statements at the borders of a transaction, and of the parts that can be taken back by themselves.
import { TransactionOptionError } from "../../errors/TransactionOptionError.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { TransactionOptions } from "../Driver.ts";
import { isOwnSetting } from "./sessionSettings.ts";

export const commit: Statement = { text: "COMMIT", values: [], operation: "commit" };
export const rollback: Statement = { text: "ROLLBACK", values: [], operation: "rollback" };

/**
 * Tells the transaction's id, by which its fate can be asked for should the reply to COMMIT be lost. The answer is sent before the server
 * goes on to COMMIT.
 */
export const transactionId: Statement = {
  text: "SELECT pg_current_xact_id_if_assigned()::text",
  values: [],
  operation: "transaction id",
};

/** Behind everything that was written into the log, be it on disk or not. */
export const insertedPlace: Statement = {
  text: "SELECT pg_current_wal_insert_lsn()::text",
  values: [],
  operation: "log position",
};

/**
 * Behind the commit before it. What is on disk covers that, unless COMMIT did not wait for it. What is not may take seconds to reach a
 * replica.
 */
export const committedPlace: Statement = {
  text: "SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END::text",
  values: [],
  operation: "log position",
};

const levels: Readonly<Record<NonNullable<TransactionOptions["isolation"]>, string>> = {
  "read committed": " ISOLATION LEVEL READ COMMITTED",
  "repeatable read": " ISOLATION LEVEL REPEATABLE READ",
  serializable: " ISOLATION LEVEL SERIALIZABLE",
};

/**
 * `BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE`
 * @throws TransactionOptionError (`TXN_OPTION`)
 */
export function begin({ isolation, readOnly, deferrable }: TransactionOptions = {}): Statement {
  const level =
    isolation === undefined ? "" : Object.hasOwn(levels, isolation) ? levels[isolation] : undefined;
  if (level === undefined)
    throw new TransactionOptionError({
      reason: `There is no isolation level ${String(isolation)}`,
    });
  return {
    text: `BEGIN${level}${readOnly === true ? " READ ONLY" : ""}${deferrable === true ? " DEFERRABLE" : ""}`,
    values: [],
    operation: "begin",
  };
}

/**
 * Settings that hold until the transaction ends, whoever has the session after it; `undefined` for none.
 * @throws TransactionOptionError (`TXN_OPTION`)
 */
export function settingsStatement(
  settings: Readonly<Record<string, string>>,
): Statement | undefined {
  const entries = Object.entries(settings);
  if (entries.length === 0) return undefined;
  for (const [name] of entries)
    if (isOwnSetting(name))
      throw new TransactionOptionError({ reason: `The setting ${name} is Kingpost's own` });
  const calls = entries.map((_, at) => `set_config($${at * 2 + 1}, $${at * 2 + 2}, true)`);
  return { text: `SELECT ${calls.join(", ")}`, values: entries.flat(), operation: "settings" };
}

export function savepoint(name: string): Statement {
  return { text: `SAVEPOINT ${name}`, values: [], operation: "savepoint" };
}

export function releaseSavepoint(name: string): Statement {
  return { text: `RELEASE SAVEPOINT ${name}`, values: [], operation: "release savepoint" };
}

export function rollbackTo(name: string): Statement {
  return { text: `ROLLBACK TO SAVEPOINT ${name}`, values: [], operation: "rollback to savepoint" };
}
