// BEGIN, all writes and COMMIT in one pipeline. Along with them goes the statement that reserves the next ids. A rehearsal sends the
// same writes and takes them back.
import type { Driver, Result } from "../../driver/Driver.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { FlushRun } from "../FlushRun.ts";
import { translateError } from "../translateError.ts";

export async function write(run: FlushRun): Promise<void> {
  const { driver, loader, plan, session } = run;
  const refill = run.isRehearsal ? undefined : driver.ids.refill();
  const writes = plan.writes.map(({ statement }) => statement);
  const statements = refill === undefined ? writes : [...writes, refill.statement];
  try {
    run.results = await loader.runAlone(() =>
      run.isRehearsal ? rehearse(driver, statements) : session.executor.transact(statements),
    );
  } catch (error) {
    throw translateError(run, error);
  }
  refill?.accept(run.results.at(-1)!);
}

/** BEGIN, the writes, ROLLBACK: whatever Postgres has against them, it says. */
async function rehearse(
  driver: Driver,
  statements: ReadonlyArray<Statement>,
): Promise<ReadonlyArray<Result>> {
  const connection = await driver.connect();
  try {
    await connection.begin();
    // A constraint that is checked at the end is checked here, since COMMIT never comes.
    const outcomes = await connection.execute([...statements, checkConstraints]);
    const failure = outcomes.find(({ error }) => error !== undefined)?.error;
    await connection.rollback(failure);
    if (failure !== undefined) throw failure;
    return outcomes.slice(0, -1).map(({ result }) => result!);
  } finally {
    connection.release();
  }
}

const checkConstraints: Statement = {
  text: "SET CONSTRAINTS ALL IMMEDIATE",
  values: [],
  operation: "check constraints",
};
