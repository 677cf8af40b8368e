// BEGIN, all writes and COMMIT in one pipeline. Along with them goes the statement that reserves the next ids. BEGIN is left out where a
// transaction is open, COMMIT where something follows. A rehearsal sends the same writes, and what the end would check.
import type { Connection, Result } from "../../../driver/Driver.ts";
import { resultsOf } from "../../../driver/resultsOf.ts";
import { CommitUnknownError } from "../../../errors/CommitUnknownError.ts";
import type { Statement } from "../../../sql/Statement.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { translateError } from "../../translateError.ts";

export async function write(run: FlushRun): Promise<void> {
  const { connection, driver, loader, plan, session } = run;
  const refill = run.isRehearsal ? undefined : driver.ids.refill();
  const writes = plan.writes.map(({ statement }) => statement);
  const statements = refill === undefined ? writes : [...writes, refill.statement];
  run.isSent = true;
  try {
    run.results = await loader.runAlone(() =>
      connection === undefined
        ? session.executor.transact(statements)
        : execute(run, connection, statements),
    );
  } catch (error) {
    // Should it turn out to have been committed, these are the answers.
    if (error instanceof CommitUnknownError) run.results = error.written as ReadonlyArray<Result>;
    throw translateError(run, error);
  }
  refill?.accept(run.results.at(-1)!);
}

async function execute(
  { isRehearsal, isLast }: FlushRun,
  connection: Connection,
  statements: ReadonlyArray<Statement>,
): Promise<ReadonlyArray<Result>> {
  if (isLast) return await connection.commit(statements);
  // A constraint that is checked at the end is checked here, since COMMIT never comes.
  const sent = isRehearsal ? [...statements, checkConstraints] : statements;
  return resultsOf(await connection.execute(sent, { isWrite: true })).slice(0, statements.length);
}

const checkConstraints: Statement = {
  text: "SET CONSTRAINTS ALL IMMEDIATE",
  values: [],
  operation: "check constraints",
};
