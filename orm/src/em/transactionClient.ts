// The client of a transaction as users have it: SQL of their own on its connection. The connection refuses what comes after its end.
import { ConnectionHolder } from "../driver/ConnectionHolder.ts";
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
  return new OpenClient(connection);
}

class OpenClient extends ConnectionHolder implements TransactionClient {
  async sql<Row extends object>(
    texts: TemplateStringsArray,
    ...values: ReadonlyArray<unknown>
  ): Promise<Row[]> {
    return plainRows(await this.#run(sqlStatement(sql(texts, ...values)))) as Row[];
  }

  async query<Row extends object>(
    text: string,
    values: ReadonlyArray<unknown> = [],
  ): Promise<{ rows: Row[]; rowCount: number }> {
    const cells = values.map((value, at) => cellOf(value, at));
    const result = await this.#run({ text, values: cells, operation: "sql", isDescribed: true });
    return { rows: plainRows(result) as Row[], rowCount: result.rowCount };
  }

  async #run(statement: Statement): Promise<Result> {
    const { connection } = this;
    if (connection === undefined || !connection.inTransaction) throw new TransactionClosedError();
    const [result] = resultsOf(await connection.execute([statement]));
    return result!;
  }
}

/** As node-postgres does, an object is JSON. */
function cellOf(value: unknown, at: number): Cell {
  if (isPlainObject(value)) return JSON.stringify(value);
  return encodeGiven(value, { type: "sql", keys: [], shown: `value ${at + 1}` });
}
