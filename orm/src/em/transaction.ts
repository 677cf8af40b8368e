// Everything that a function does in one transaction: what it reads, what it flushes, and what is pending when it ends.
import type { TransactionOptions as BeginOptions } from "../driver/Driver.ts";
import { CommitUnknownError } from "../errors/CommitUnknownError.ts";
import { ConcurrentFlushError } from "../errors/ConcurrentFlushError.ts";
import { TransactionOptionError } from "../errors/TransactionOptionError.ts";
import { OpenTransaction } from "../flush/OpenTransaction.ts";
import { runAfterCommit } from "../flush/runAfterCommit.ts";
import { settleLater } from "../flush/settleLater.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { TransactionClient } from "../types/TransactionClient.ts";
import type { TransactionOpts } from "../types/TransactionOpts.ts";
import { flushUnit } from "./flushUnit.ts";
import { transactionClient } from "./transactionClient.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

type Work<R> = (txn: TransactionClient) => MaybePromise<R>;

/**
 * @throws ConcurrentTransactionError (`CONCURRENT_TRANSACTION`), ConcurrentFlushError (`CONCURRENT_FLUSH`), TransactionOptionError
 * (`TXN_OPTION`), and what the function, the flushes and COMMIT throw
 */
export async function transaction<R>(
  unit: UnitOfWork,
  work: Work<R>,
  options: TransactionOpts = {},
): Promise<R> {
  const { session, transactions } = unit;
  if (session.writeGuard.isFlushing) throw new ConcurrentFlushError();
  if (session.unknownCommit !== undefined) throw session.unknownCommit.error;
  if (!transactions.isWithin()) return await outermost(unit, work, options);
  const { savepoint = true, ...others } = options;
  const [option] = Object.keys(others);
  if (option !== undefined)
    throw new TransactionOptionError({
      reason: `The option ${option} is for the outermost transaction: this one is within another, which has begun`,
    });
  return await transactions.inTurn(() => within(unit, work, savepoint));
}

async function outermost<R>(unit: UnitOfWork, work: Work<R>, options: TransactionOpts): Promise<R> {
  const { session, driver, transactions } = unit;
  const { hooks, em } = session;
  const isReader = session.writeGuard.mode === "read-only";
  const asked = beginOptions(isReader ? { ...options, readOnly: true } : options);
  const open = async (): Promise<OpenTransaction> => {
    await hooks.run("beforeBegin", em);
    const connection = await driver.connect();
    return new OpenTransaction(session, connection, asked.readOnly === true);
  };
  let place: string | undefined;
  const onCommit = (lsn: string): void => {
    place = lsn;
  };
  const { result, runs, connection } = await transactions.whileOpen(open, async (opened) => {
    const { connection: own } = opened;
    const outside = session.executor;
    try {
      await own.begin(driver.replica === undefined ? asked : { ...asked, onCommit });
      session.executor = own;
      session.connection = own;
      // What was found before may be older than what the transaction sees.
      unit.forgetReads();
      const answer = await transactions.runWithin(async () => {
        await hooks.run("afterBegin", em, own);
        return await work(transactionClient(own));
      });
      await end(unit, opened);
      return { result: answer, runs: opened.runs, connection: own };
    } catch (error) {
      await takeBack(unit, opened, error as Error);
      throw error;
    } finally {
      session.executor = outside;
      session.connection = undefined;
      unit.forgetReads();
      own.release();
    }
  });
  // The last flush may have left together with COMMIT.
  if (place !== undefined && session.lastFlush !== undefined)
    session.lastFlush = { ...session.lastFlush, lsn: place };
  if (!isRehearsal(unit)) await afterCommit(unit, { session, runs, connection });
  return result;
}

/** A part that can be taken back by itself, or with `isOwn` being false just the same transaction. */
async function within<R>(unit: UnitOfWork, work: Work<R>, isOwn: boolean): Promise<R> {
  const { loader, session, transactions } = unit;
  const open = transactions.open!;
  const client = transactionClient(open.connection);
  if (isOwn) await open.enter();
  try {
    const result = await transactions.runWithin(() => work(client));
    if (session.writeGuard.mode !== "read-only") await flushUnit(unit);
    if (isOwn) await loader.runAlone(() => open.keep());
    return result;
  } catch (error) {
    if (isOwn) {
      await loader.runAlone(() => open.takeBack(error as Error));
      unit.forgetReads();
    }
    throw error;
  }
}

/** What is pending and COMMIT leave together, where nothing needs to run in between. */
async function end(unit: UnitOfWork, { connection }: OpenTransaction): Promise<void> {
  const { loader, session } = unit;
  const { hooks, em } = session;
  const isLast = !hooks.has("beforeCommit") && !isRehearsal(unit);
  if (session.writeGuard.mode !== "read-only") await flushUnit(unit, { isLast });
  if (!connection.inTransaction) return;
  await hooks.run("beforeCommit", em, connection);
  await loader.runAlone(async () => {
    if (isRehearsal(unit)) await connection.rollback();
    else await connection.commit();
  });
}

/** The error is what it was, whatever becomes of ROLLBACK. */
async function takeBack(unit: UnitOfWork, open: OpenTransaction, because: Error): Promise<void> {
  const { loader, session } = unit;
  const { connection } = open;
  if (because instanceof CommitUnknownError) {
    session.unknownCommit = settleLater(because, open.lastRun, open.runs, () => open.undo());
    return;
  }
  if (connection.inTransaction) await loader.runAlone(() => connection.rollback(because));
  open.undo();
  session.events.tellNow("rollback", undefined);
}

/** Nothing may be changed or flushed before all have heard of it. */
async function afterCommit(
  { session }: UnitOfWork,
  committed: Parameters<typeof runAfterCommit>[0],
): Promise<void> {
  const { writeGuard } = session;
  if (writeGuard.mode === "read-only") return await runAfterCommit(committed);
  writeGuard.begin();
  try {
    await runAfterCommit(committed);
  } finally {
    writeGuard.end();
  }
}

function isRehearsal({ session }: UnitOfWork): boolean {
  return session.writeGuard.mode === "in-memory-writes";
}

/** Time-outs are settings that end with the transaction: sessions may be shared. */
function beginOptions({
  isolation,
  readOnly,
  deferrable,
  statementTimeout,
  lockTimeout,
  idleTimeout,
  settings,
}: TransactionOpts): BeginOptions {
  const timeouts = [
    ["statement_timeout", statementTimeout],
    ["lock_timeout", lockTimeout],
    ["idle_in_transaction_session_timeout", idleTimeout],
  ] as const;
  return {
    ...(isolation === undefined ? {} : { isolation }),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(deferrable === undefined ? {} : { deferrable }),
    settings: {
      ...settings,
      ...Object.fromEntries(
        timeouts.flatMap(([name, value]) =>
          value === undefined ? [] : [[name, milliseconds(name, value)]],
        ),
      ),
    },
  };
}

function milliseconds(name: string, value: number): string {
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new TransactionOptionError({
    reason: `${name} is ${String(value)}, which is no number of milliseconds`,
  });
}
