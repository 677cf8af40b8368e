// SQL of the application's own, run where the reads of the unit of work run.
import type { Result } from "../driver/Driver.ts";
import { resultsOf } from "../driver/resultsOf.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { sqlState } from "../errors/sqlState.ts";
import { sqlStatement } from "../query/sqlStatement.ts";
import { sql } from "../sql/sql.ts";
import { plainRows } from "./plainRows.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

export async function executeSql(
  unit: UnitOfWork,
  texts: TemplateStringsArray,
  values: ReadonlyArray<unknown>,
): Promise<Array<Record<string, unknown>>> {
  const statement = sqlStatement(sql(texts, ...values));
  const { session, transactions } = unit;
  const { mode } = session.writeGuard;
  // Whatever is done in a transaction ends as it does.
  if (mode !== "writes" && session.connection === undefined)
    return plainRows(
      (await readOnly(session.executor.transact([statement], { readOnly: true })))[0]!,
    );
  const sent = session.executor.execute([statement]).then(resultsOf);
  // It may have written, by a function even where it looks like a query.
  const results = await (transactions.open?.isReadOnly === true ? readOnly(sent) : sent).finally(
    () => unit.loader.forgetFinds(),
  );
  return plainRows(results[0]!);
}

/** The server tells what writes, not the text. */
async function readOnly(sent: Promise<ReadonlyArray<Result>>): Promise<ReadonlyArray<Result>> {
  try {
    return await sent;
  } catch (error) {
    const isWrite =
      error instanceof DatabaseError && error.sqlState === sqlState.readOnlyTransaction;
    throw isWrite ? new ReadOnlyError({ cause: error }) : error;
  }
}
