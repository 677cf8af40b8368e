// The client of a transaction as users have it: SQL of their own on its connection. The connection refuses what comes after its end.
import type { Connection, Result } from "../driver/Driver.ts";
import { resultsOf } from "../driver/resultsOf.ts";
import { TransactionClosedError } from "../errors/TransactionClosedError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import { encodeGiven } from "../query/givenValue.ts";
import { sqlStatement } from "../query/sqlStatement.ts";
import { sql } from "../sql/sql.ts";
import type { Cell, Statement } from "../sql/Statement.ts";
import type { TransactionClient } from "../types/TransactionClient.ts";
import { plainRows } from "./plainRows.ts";

/** @throws TransactionClosedError (`TXN_CLOSED`) from its methods, once the transaction is over */
export function transactionClient(connection: Connection | undefined): TransactionClient {
  const run = async (statement: Statement): Promise<Result> => {
    if (connection === undefined || !connection.inTransaction) throw new TransactionClosedError();
    const [result] = resultsOf(await connection.execute([statement]));
    return result!;
  };
  return {
    sql: async (texts, ...values) =>
      plainRows(await run(sqlStatement(sql(texts, ...values)))) as never,
    query: async (text, values = []) => {
      const cells = values.map((value, at) => cellOf(value, at));
      const result = await run({ text, values: cells, operation: "sql", isDescribed: true });
      return { rows: plainRows(result) as never, rowCount: result.rowCount };
    },
  };
}

/** As node-postgres does, an object is JSON. */
function cellOf(value: unknown, at: number): Cell {
  if (isPlainObject(value)) return JSON.stringify(value);
  return encodeGiven(value, { type: "sql", keys: [], shown: `value ${at + 1}` });
}
