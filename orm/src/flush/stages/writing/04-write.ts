// All writes in one pipeline, which is a transaction. Along with them goes the statement that reserves the next ids. In a transaction that
// is open they go by themselves, with COMMIT where nothing follows. A rehearsal sends the same writes, and what the end would check. Where writes wait
// for keys that the database makes, what these wait for is sent before.
import type { Connection, Executor, Result } from "../../../driver/Driver.ts";
import type { Refill } from "../../../driver/IdAssigner.ts";
import { resultsOf } from "../../../driver/resultsOf.ts";
import { CommitUnknownError } from "../../../errors/CommitUnknownError.ts";
import type { Statement } from "../../../sql/Statement.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { resend } from "../../resend.ts";
import { tellingPlace } from "../../tellingPlace.ts";
import { translateError } from "../../translateError.ts";
import { WritePlan } from "../../WritePlan.ts";

export async function write(run: FlushRun): Promise<void> {
  const { connection, driver, loader } = run;
  run.isSent = true;
  for (const plan of run.later) {
    await sendRound(run);
    run.plan = new WritePlan([...run.plan.writes, ...plan()]);
  }
  const refill = run.isRehearsal ? undefined : driver.ids.refill();
  const isBehind =
    connection === undefined && refill?.isLarge === true && isOwnExchange(run.session.executor);
  const writes = unsent(run);
  const statements = refill === undefined || isBehind ? writes : [...writes, refill.statement];
  try {
    const results = await loader.runAlone(() =>
      connection === undefined
        ? transact(run, statements, isBehind ? refill : undefined)
        : execute(run, connection, statements),
    );
    takeResults(run, results);
  } catch (error) {
    if (!isBehind) refill?.abandon?.();
    // Should it turn out to have been committed, these are the answers.
    if (error instanceof CommitUnknownError)
      takeResults(run, error.written as ReadonlyArray<Result>);
    throw translateError(run, error);
  }
  if (isBehind) refill.expect?.();
  else refill?.accept(run.results.at(-1)!);
}

/** A transaction is one exchange there, so that something can leave behind them. */
function isOwnExchange({ isPipelined }: Executor): boolean {
  return isPipelined === true;
}

/** What others wait for, in a transaction that goes on. */
async function sendRound(run: FlushRun): Promise<void> {
  const { connection, loader } = run;
  const statements = unsent(run);
  try {
    const outcomes = await loader.runAlone(() =>
      connection!.execute(statements, { isWrite: true }),
    );
    takeResults(run, resultsOf(outcomes));
  } catch (error) {
    throw translateError(run, error);
  }
  run.checkSignal();
}

function unsent({ plan, results }: FlushRun): Statement[] {
  return plan.writes.slice(results.length).map(({ statement }) => statement);
}

function takeResults(run: FlushRun, results: ReadonlyArray<Result>): void {
  const { plan, madeKeys } = run;
  const sent = run.results.length;
  run.results = sent === 0 ? results : [...run.results, ...results];
  for (const [at, result] of results.entries())
    plan.writes[sent + at]?.takeKeys?.(result, madeKeys);
}

function transact(
  run: FlushRun,
  statements: ReadonlyArray<Statement>,
  behind: Refill | undefined,
): Promise<ReadonlyArray<Result>> {
  const needsBlock = statements.some((statement) => statement.needsBlock === true);
  const options = needsBlock ? tellingPlace(run) : { ...tellingPlace(run), ...withoutBlock };
  return resend(run, (attempt) =>
    run.session.executor.transact(
      statements,
      // With the first attempt it has left already.
      behind === undefined || attempt > 1 ? options : { ...options, behind },
    ),
  );
}

/** As all that a flush writes, but for what it says of constraints. */
const withoutBlock = { needsBlock: false } as const;

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
