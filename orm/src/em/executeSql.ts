// SQL of the application's own, run where the reads of the unit of work run.
import type { Result } from "../driver/Driver.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { sqlState } from "../errors/sqlState.ts";
import { sqlStatement } from "../query/sqlStatement.ts";
import { sql } from "../sql/sql.ts";
import type { Statement } from "../sql/Statement.ts";
import { plainRows } from "./plainRows.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

export async function executeSql(
  unit: UnitOfWork,
  texts: TemplateStringsArray,
  values: ReadonlyArray<unknown>,
): Promise<Array<Record<string, unknown>>> {
  const statement = sqlStatement(sql(texts, ...values));
  if (unit.session.writeGuard.mode !== "writes") return plainRows(await readOnly(unit, statement));
  const [outcome] = await unit.session.executor.execute([statement]);
  // It may have written, by a function even where it looks like a query.
  unit.loader.forgetFinds();
  if (outcome?.result === undefined) throw outcome!.error;
  return plainRows(outcome.result);
}

/** The server tells what writes, not the text. */
async function readOnly({ session }: UnitOfWork, statement: Statement): Promise<Result> {
  try {
    const [result] = await session.executor.transact([statement], { readOnly: true });
    return result!;
  } catch (error) {
    const isWrite =
      error instanceof DatabaseError && error.sqlState === sqlState.readOnlyTransaction;
    throw isWrite ? new ReadOnlyError({ cause: error }) : error;
  }
}
