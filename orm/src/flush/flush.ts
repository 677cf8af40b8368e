// Runs the stages of a flush.
import { CommitUnknownError } from "../errors/CommitUnknownError.ts";
import { ConcurrentFlushError } from "../errors/ConcurrentFlushError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { cycleErrorsOf } from "../rules/cycleErrorsOf.ts";
import { adoptRows } from "./adoptRows.ts";
import { assignNewIds } from "./assignNewIds.ts";
import type { CommitStage } from "./CommitStage.ts";
import type { FlushRun } from "./FlushRun.ts";
import { inTransaction } from "./inTransaction.ts";
import { keyLevels } from "./keyLevels.ts";
import { nameRefusedValue } from "./nameRefusedValue.ts";
import type { OpenTransaction } from "./OpenTransaction.ts";
import { resend } from "./resend.ts";
import { RowsThere } from "./RowsThere.ts";
import { runAfterCommit } from "./runAfterCommit.ts";
import { settleLater } from "./settleLater.ts";
import { beforeCommit, preparing, settling, type Stage, validating, writing } from "./stages.ts";
import { WritePlan } from "./WritePlan.ts";

/**
 * @throws ConcurrentFlushError (`CONCURRENT_FLUSH`), ReadOnlyError (`READ_ONLY`), AfterCommitError (`AFTER_COMMIT`), AbortError
 * (`ABORTED`), and whatever its stages throw
 */
export async function flush(run: FlushRun): Promise<void> {
  const { session } = run;
  const { writeGuard } = session;
  if (writeGuard.isFlushing) throw new ConcurrentFlushError();
  if (session.unknownCommit !== undefined) throw session.unknownCommit.error;
  writeGuard.begin();
  try {
    session.adoptables.note();
    await prepare(run).catch(throwCycle);
    if (run.hasChanges) {
      if (run.transaction?.isReadOnly === true) throw new ReadOnlyError();
      await runStages(validating, run).catch(throwCycle);
      await writeOrAdopt(run).catch(async (error: unknown) =>
        throwAfterRollback(run, await nameRefusedValue(run, error)),
      );
      // Until its transaction has committed, what becomes of the entities may have to be undone.
      if (!run.isRehearsal) run.transaction?.record(run);
      for (const stage of settling) await stage(run);
    }
    session.lastFlush = run.written;
    run.forget();
    if (run.isRehearsal) run.madeKeys.takeBack();
    if (run.isSettled && run.transaction === undefined)
      await runAfterCommit({ session, runs: [run], connection: run.connection });
  } finally {
    // Also what did not succeed may have been read from.
    run.forget();
    writeGuard.end();
  }
}

/** Until a round in which no code of the application ran: nothing new can have come up. */
async function prepare(run: FlushRun): Promise<void> {
  do {
    run.round++;
    run.hasNews = false;
    await runStages(preparing, run);
  } while (run.hasNews);
}

/** What a hook met on its way is what a rule would say. */
function throwCycle(error: unknown): never {
  throw cycleErrorsOf(error) ?? error;
}

/** Says that what was sent is not there, unless nobody knows. */
function throwAfterRollback(run: FlushRun, error: unknown): never {
  const { isSent, session, transaction } = run;
  if (error instanceof CommitUnknownError) {
    if (transaction === undefined)
      session.unknownCommit = settleLater(error, run, [], () => run.madeKeys.takeBack());
    else transaction.lastRun = run;
    throw error;
  }
  run.madeKeys.takeBack();
  if (isSent && transaction === undefined) session.events.tellNow("rollback", undefined);
  throw error;
}

/** Until no row is there before one that takes over rows: each time there are fewer that would. */
async function writeOrAdopt(run: FlushRun): Promise<void> {
  for (;;) {
    try {
      await writeAll(run);
      return;
    } catch (error) {
      if (!(error instanceof RowsThere)) throw error;
      run.madeKeys.takeBack();
      await adoptRows(run, error.states);
    }
    if (run.hasChanges) continue;
    run.plan = new WritePlan([]);
    run.results = [];
    return;
  }
}

/** The one place that decides whether anything needs JavaScript before COMMIT, and so how many round trips there are. */
function neededBeforeCommit(run: FlushRun): ReadonlyArray<CommitStage> {
  return beforeCommit.filter((stage) => stage.isNeeded(run));
}

async function writeAll(run: FlushRun): Promise<void> {
  const { session, transaction } = run;
  const { hooks, em } = session;
  const needed = neededBeforeCommit(run);
  // Who waits for the database is known once the others have their ids.
  if (session.domain.makesKeys) await assignNewIds(session, run.driver);
  run.keyLevels = keyLevels(session);
  if (transaction !== undefined) return await writeInside(run, transaction, needed);
  if (hooks.has("beforeBegin")) await hooks.run("beforeBegin", em);
  const isOneRound = needed.length === 0 && run.keyLevels === undefined;
  if (isOneRound && !run.isRehearsal && !hooks.has("afterBegin"))
    return await writeStages(run, needed);
  let hasRunCode = hooks.has("afterBegin") || tellsBeforeWrite(run);
  const send = (): Promise<void> =>
    inTransaction(run, async (connection) => {
      await hooks.run("afterBegin", em, connection);
      run.connection = connection;
      run.isLast = needed.length === 0 && !run.isRehearsal;
      await writeStages(run, needed, () => {
        hasRunCode = true;
      });
    });
  await resend(run, send, () => {
    if (!hasRunCode) run.madeKeys.takeBack();
    return !hasRunCode;
  });
}

/** Plugins have their say between BEGIN and the writes, and have it once. */
function tellsBeforeWrite({ session: { plugins } }: FlushRun): boolean {
  return plugins.beforeWrite !== undefined || plugins.afterWrite !== undefined;
}

/** In a transaction that others have begun, and that goes on unless this is the last there is to do. */
async function writeInside(
  run: FlushRun,
  { connection }: OpenTransaction,
  needed: ReadonlyArray<CommitStage>,
): Promise<void> {
  run.connection = connection;
  const mayAdopt = !run.session.adoptables.isEmpty;
  run.isLast = run.isLast && needed.length === 0 && !run.isRehearsal && !mayAdopt;
  if (!run.isRehearsal && !mayAdopt) return await writeStages(run, needed);
  // What is taken back, by a rehearsal or to take over rows that are there, is not all of the transaction.
  const savepoint = await connection.savepoint();
  let failure: Error | undefined;
  let isKept = !run.isRehearsal;
  try {
    await writeStages(run, needed);
  } catch (error) {
    failure = error as Error;
    isKept = false;
    throw error;
  } finally {
    await run.loader.runAlone(() => (isKept ? savepoint.release() : savepoint.rollback(failure)));
  }
}

/** @param onCode called before code of the application has its turn */
async function writeStages(
  run: FlushRun,
  needed: ReadonlyArray<CommitStage>,
  onCode?: () => void,
): Promise<void> {
  await runStages(writing, run);
  if (run.isLast) return;
  if (needed.length > 0) onCode?.();
  for (const stage of needed) {
    run.checkSignal();
    await stage.run(run);
  }
  // What is written in a transaction that goes on can be taken back by it only.
  if (run.transaction === undefined && run.connection !== undefined) run.checkSignal();
}

/** One after the other, until the caller gives up; what has nothing to wait for is not waited for. */
async function runStages(stages: ReadonlyArray<Stage>, run: FlushRun): Promise<void> {
  for (const stage of stages) {
    run.checkSignal();
    const done = stage(run);
    if (done !== undefined) await done;
  }
}
