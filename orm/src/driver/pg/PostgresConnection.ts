// One connection as the rest of Kingpost sees it: statements, transactions, typed errors and events.
import { AbortError } from "../../errors/AbortError.ts";
import { CommitUnknownError } from "../../errors/CommitUnknownError.ts";
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { sqlState } from "../../errors/sqlState.ts";
import { TransactionClosedError } from "../../errors/TransactionClosedError.ts";
import { TransactionOptionError } from "../../errors/TransactionOptionError.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { TransactionFate } from "../../types/TransactionFate.ts";
import { classifyError } from "../classifyError.ts";
import type {
  Behind,
  Connection,
  ExecuteOptions,
  Outcome,
  Result,
  Savepoint,
  TransactionOptions,
  TransactOptions,
} from "../Driver.ts";
import type { DriverEventHub } from "../DriverEventHub.ts";
import { resultsOf } from "../resultsOf.ts";
import { isServerError } from "../ServerError.ts";
import {
  commit,
  committedPlace,
  insertedPlace,
  releaseSavepoint,
  rollback,
  rollbackTo,
  transactionId,
} from "./borders.ts";
import type { Channel } from "./Channel.ts";
import type { Ending } from "./Exchange.ts";
import { isFatal } from "./isFatal.ts";
import { outcomesOf, rolledBack } from "./outcomesOf.ts";
import type { QueryLog } from "./QueryLog.ts";
import { TransactionState } from "./TransactionState.ts";

/** What connections of one driver share. */
export interface ConnectionSettings {
  readonly events: DriverEventHub;
  readonly queries: QueryLog;
  /** False for `prepared: "off"`: nothing is sent before the answer to what was sent before. */
  readonly isPipelined: boolean;
  /** Asks the server, on another connection, what became of a transaction; absent unless `verifyCommit` is on. */
  readonly findFate: ((transactionId: string) => Promise<TransactionFate>) | undefined;
  /** What is committed in one round trip tells its id before its COMMIT. */
  readonly asksId: boolean;
}

/** A COMMIT that was not answered, or refused. */
interface LostCommit {
  readonly failure: unknown;
  /** It may have reached the server. */
  readonly wasUnderWay: boolean;
  /** The transaction's, if that is known. */
  readonly id: string | undefined;
  /** The answers to what was sent along with it. */
  readonly written: ReadonlyArray<Result>;
}

export class PostgresConnection implements Connection {
  readonly #channel: Channel;
  readonly #settings: ConnectionSettings;
  #transaction: TransactionState | undefined;
  /** The number that events give the last transaction. */
  #transactionId = 0;
  #isReleased = false;

  constructor(channel: Channel, settings: ConnectionSettings) {
    this.#channel = channel;
    this.#settings = settings;
  }

  get inTransaction(): boolean {
    return this.#transaction !== undefined;
  }

  /** One statement outside a transaction is what most reads are: it goes out without a promise for each case that it is not. */
  execute(
    statements: ReadonlyArray<Statement>,
    options: ExecuteOptions = {},
  ): Promise<ReadonlyArray<Outcome>> {
    const [statement] = statements;
    const isAlone = this.#transaction === undefined && statements.length === 1;
    if (statement !== undefined && isAlone && !this.#isReleased) {
      const { signal } = options;
      if (signal === undefined) return this.#executeOne(statement);
      if (!signal.aborted) return this.#executeOneUntil(statement, signal);
    }
    return this.#execute(statements, options, isAlone);
  }

  async #execute(
    statements: ReadonlyArray<Statement>,
    { pipeline = true, signal, endsTransaction = false, isWrite = false }: ExecuteOptions,
    isAlone: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    this.#refuseWhenReleased();
    if (statements.length === 0) return [];
    if (isWrite && this.#transaction !== undefined && needsId(this.#transaction))
      return await this.#executeTellingId(this.#transaction, statements, pipeline);
    if (signal !== undefined && (isAlone || endsTransaction))
      return await this.#executeUntil(statements, pipeline, signal);
    const isPipelined = pipeline && this.#settings.isPipelined;
    if (this.#transaction !== undefined)
      return await this.#executeInside(this.#transaction, statements, isPipelined);
    return await this.#executeEach(statements, isPipelined);
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    this.#refuseWhenReleased();
    if (this.#transaction !== undefined) {
      if (options !== undefined && Object.keys(options).some((name) => name !== "needsBlock"))
        throw new TransactionOptionError({
          reason: "A transaction is open: its options cannot be changed",
        });
      return resultsOf(await this.execute(statements));
    }
    if (statements.length === 0) return [];
    const signal = options?.signal;
    if (signal?.aborted === true)
      throw new AbortError({ operation: statements[0]!.operation, cause: signal.reason });
    const settle = signal === undefined ? undefined : this.#channel.cancelOn(signal);
    try {
      await this.begin(options);
      const committed = this.commit(statements);
      if (options?.behind !== undefined) void this.#sendBehind(options.behind);
      return await committed;
    } finally {
      await settle?.();
    }
  }

  /** On its way before what it is behind has been answered; the client is kept for as long as it takes. */
  async #sendBehind(behind: Behind): Promise<void> {
    const { statement } = behind;
    const start = performance.now();
    const ending = await this.#channel.exchangeBehind([statement], this.#settings.queries.isHeard);
    const [outcome] = this.#toOutcomes([statement], ending, 0, start);
    if (outcome?.result === undefined) behind.abandon?.();
    else behind.accept(outcome.result);
  }

  // oxlint-disable-next-line typescript/require-await -- nothing is sent yet, and errors are rejections all the same
  async begin(options?: TransactionOptions): Promise<void> {
    this.#refuseWhenReleased();
    if (this.#transaction !== undefined)
      throw new TransactionOptionError({
        reason: "A transaction is open on this connection already",
      });
    this.#transaction = new TransactionState(options);
    this.#transactionId = this.#settings.queries.nextTransaction();
  }

  /** A transaction is open that others have begun on the client, and will end. */
  join(): void {
    this.#transaction = new TransactionState();
    this.#transaction.takeBorder();
  }

  /** Leaves a transaction of others to them. */
  leave(): void {
    this.#isReleased = true;
    this.#channel.handBack();
  }

  async commit(statements: ReadonlyArray<Statement> = []): Promise<ReadonlyArray<Result>> {
    const transaction = this.#openTransaction();
    // A transaction without a statement was never begun.
    if (!transaction.isBegun && statements.length === 0) {
      this.#transaction = undefined;
      return [];
    }
    const { isPipelined, findFate } = this.#settings;
    if (isPipelined && findFate === undefined)
      return await this.#commitAtOnce(transaction, statements);
    return await this.#commitInSteps(transaction, statements);
  }

  async rollback(because?: Error): Promise<void> {
    const { isBegun } = this.#openTransaction();
    if (isBegun) await this.#rollBack(because);
    else this.#transaction = undefined;
  }

  // oxlint-disable-next-line typescript/require-await -- as `begin`
  async savepoint(): Promise<Savepoint> {
    const transaction = this.#openTransaction();
    const { name, opening } = transaction.enter();
    this.#settings.events.emit("savepoint", { name });
    return {
      // oxlint-disable-next-line typescript/require-await -- as `begin`
      release: async () => {
        this.#openTransaction();
        transaction.keep(name, opening);
      },
      rollback: async (because) => {
        this.#openTransaction();
        if (!transaction.leave(opening)) await this.#rollBackTo(transaction, name, because);
      },
    };
  }

  release(): void {
    this.#refuseWhenReleased();
    this.#isReleased = true;
    // An open transaction must not reach the next borrower.
    if (this.#transaction?.isBegun === true) this.#channel.destroy();
    else this.#channel.release();
  }

  /** The id comes with what is written, for no round trip of its own. */
  async #executeTellingId(
    transaction: TransactionState,
    statements: ReadonlyArray<Statement>,
    pipeline: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    const isPipelined = pipeline && this.#settings.isPipelined;
    const sent = [...statements, transactionId];
    const outcomes = await this.#executeInside(transaction, sent, isPipelined);
    transaction.id = idOf(outcomes.at(-1)!.result);
    return outcomes.slice(0, -1);
  }

  /** Outside a transaction: each statement stands or falls alone. */
  async #executeEach(
    statements: ReadonlyArray<Statement>,
    isPipelined: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    if (!isPipelined || statements.length === 1) {
      const outcomes: Outcome[] = [];
      for (const statement of statements) outcomes.push(...(await this.#executeOne(statement)));
      return outcomes;
    }
    const { events, queries } = this.#settings;
    const isTimed = queries.isHeard;
    const start = isTimed ? performance.now() : 0;
    events.emit("roundTrip", { statements: statements.length });
    const endings = await this.#channel.exchangeEach(statements, isTimed);
    const outcomes: Outcome[] = [];
    for (const [index, ending] of endings.entries()) {
      const statement = statements[index] as Statement;
      const from = endings[index - 1]?.times.at(-1) ?? start;
      outcomes.push(
        this.#isStale(ending, [statement])
          ? (await this.#executeOne(statement))[0]!
          : (this.#toOutcomes([statement], ending, 0, from, statements.length)[0] as Outcome),
      );
    }
    return outcomes;
  }

  async #executeUntil(
    statements: ReadonlyArray<Statement>,
    pipeline: boolean,
    signal: AbortSignal,
  ): Promise<ReadonlyArray<Outcome>> {
    if (signal.aborted) {
      const { operation } = statements[0]!;
      const error = new AbortError({ operation, cause: signal.reason });
      return statements.map(() => ({ error }));
    }
    const settle = this.#channel.cancelOn(signal);
    const outcomes = await this.execute(statements, { pipeline });
    await settle();
    return outcomes;
  }

  async #executeOneUntil(
    statement: Statement,
    signal: AbortSignal,
  ): Promise<ReadonlyArray<Outcome>> {
    const settle = this.#channel.cancelOn(signal);
    const outcomes = await this.#executeOne(statement);
    const cancelled = settle();
    if (cancelled !== undefined) await cancelled;
    return outcomes;
  }

  async #executeOne(statement: Statement, isRetry = false): Promise<ReadonlyArray<Outcome>> {
    const { events, queries } = this.#settings;
    const sent = [statement];
    const isTimed = queries.isHeard;
    const start = isTimed ? performance.now() : 0;
    events.emit("roundTrip", { statements: 1 });
    const ending = await this.#channel.exchange(sent, isTimed);
    if (ending.failure === undefined && !isTimed) return [{ result: ending.results[0]! }];
    if (!isRetry && this.#isStale(ending, sent)) return await this.#executeOne(statement, true);
    return this.#toOutcomes(sent, ending, 0, start);
  }

  /** Inside a transaction: after a statement that failed the others are not run and fail by the same error. */
  async #executeInside(
    transaction: TransactionState,
    statements: ReadonlyArray<Statement>,
    isPipelined: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    const border = this.#takeBorder(transaction);
    transaction.note(statements);
    if (isPipelined) return await this.#executeBehind(border, statements);
    for (const statement of border) {
      const { failure } = await this.#send([statement]);
      if (failure === undefined) continue;
      const error = this.#refuseBorder(transaction, failure, statement);
      return statements.map(() => ({ error }));
    }
    const outcomes: Outcome[] = [];
    for (const statement of statements) {
      outcomes.push(...(await this.#executeBehind([], [statement])));
      const error = outcomes.at(-1)?.error;
      if (error !== undefined) return statements.map((_, index) => outcomes[index] ?? { error });
    }
    return outcomes;
  }

  async #executeBehind(
    border: ReadonlyArray<Statement>,
    statements: ReadonlyArray<Statement>,
  ): Promise<ReadonlyArray<Outcome>> {
    const start = performance.now();
    const ending = await this.#send([...border, ...statements], statements.length);
    const outcomes = this.#toOutcomes(statements, ending, border.length, start);
    const refused = border[ending.results.length];
    if (refused?.operation === "begin") this.#channel.destroy();
    else if (refused === undefined) this.#isStale(ending, [...border, ...statements]);
    return outcomes;
  }

  /** BEGIN failed: whatever came after it on this connection would be committed at once, statement by statement. */
  #refuseBorder(
    transaction: TransactionState,
    failure: unknown,
    { operation, text }: Statement,
  ): Error {
    if (operation === "begin") this.#channel.destroy();
    return transaction.errorFor(classifyError(failure, { text }));
  }

  /**
   * The statements and COMMIT in one exchange, and BEGIN as well where nothing was sent before. Where neither says more than that, they are
   * left out: what leaves before one Sync is a transaction of its own, which the Sync commits.
   */
  async #commitAtOnce(
    transaction: TransactionState,
    statements: ReadonlyArray<Statement>,
    isRetry = false,
  ): Promise<ReadonlyArray<Result>> {
    const isWhole = !transaction.isBegun;
    const place = placeOf(transaction);
    const isImplicit = place.length === 0 && transaction.canBeImplicit && this.#channel.isIdle;
    transaction.note(statements);
    const taken = this.#takeBorder(transaction);
    const border = isImplicit ? [] : taken;
    const asked = this.#settings.asksId && needsId(transaction) ? [transactionId] : [];
    const inside = [...border, ...statements, ...asked];
    const commitAt = inside.length;
    const sent = isImplicit ? inside : [...inside, commit, ...place];
    const start = performance.now();
    const ending = await this.#send(sent, statements.length);
    const { results, failure, wasSent } = ending;
    const outcomes = this.#toOutcomes(statements, ending, border.length, start);
    const written = results.slice(border.length, border.length + statements.length);
    if (isImplicit && failure === undefined) {
      if (this.#channel.hasEndedInside) this.#refuseTransactionOfOthers();
      this.#end("commit");
      return written;
    }
    if (results.length > commitAt) {
      // Also when the connection was lost between the answer to COMMIT and the end of the exchange.
      this.#endBy(results[commitAt]!, transaction, results[commitAt + 1]);
      return written;
    }
    if (isFatal(failure)) {
      const isCommitUnderWay = !isOfServer(failure) || results.length === commitAt;
      const told = asked.length > 0 ? results[border.length + statements.length] : undefined;
      const id = transaction.id ?? idOf(told);
      const hasWritten = !transaction.isReadOnly && (told === undefined || id !== undefined);
      const wasUnderWay = wasSent && isCommitUnderWay && hasWritten;
      await this.#settleCommit({ failure, wasUnderWay, id, written });
      return written;
    }
    const refused = sent[results.length] ?? commit;
    const error =
      outcomes.find((outcome) => outcome.error !== undefined)?.error ??
      transaction.errorFor(
        classifyError(failure, { ...refused, isSensitive: transaction.isSensitive }),
      );
    // A COMMIT that failed has ended the transaction itself, and so has whatever failed before a Sync that commits.
    if (results.length < commitAt && !isImplicit) await this.#rollBack(error);
    else this.#end("rollback");
    if (!isWhole || isRetry || !this.#isStale(ending, sent)) throw error;
    this.#transaction = new TransactionState(transaction.options);
    return await this.#commitAtOnce(this.#transaction, statements, true);
  }

  /** In several round trips: when nothing may be pipelined, or the transaction's id must be known before COMMIT leaves. */
  async #commitInSteps(
    transaction: TransactionState,
    statements: ReadonlyArray<Statement>,
  ): Promise<ReadonlyArray<Result>> {
    const isVerified = this.#settings.findFate !== undefined && needsId(transaction);
    const asked = isVerified ? [...statements, transactionId] : statements;
    // What waits to be sent goes with the first statement, and by itself where there is none.
    const sent = asked.length > 0 ? asked : transaction.takeBorder();
    let results: ReadonlyArray<Result>;
    try {
      results = resultsOf(await this.execute(sent));
    } catch (error) {
      await this.#rollBack(error as Error);
      throw error;
    }
    const sentLast = [commit, ...placeOf(transaction)];
    const { results: answers, failure, wasSent } = await this.#send(sentLast);
    const [answer, place] = answers;
    if (answer !== undefined) this.#endBy(answer, transaction, place);
    else
      await this.#settleCommit({
        failure,
        wasUnderWay: wasSent && !transaction.isReadOnly,
        id: isVerified ? idOf(results.at(-1)) : transaction.id,
        written: results.slice(0, statements.length),
      });
    return results.slice(0, statements.length);
  }

  /** Somebody else began one on the client while this was on its way. It ends with the connection, so that nothing is written that is told not to be. */
  #refuseTransactionOfOthers(): never {
    this.#channel.destroy();
    this.#end("rollback");
    throw new TransactionOptionError({
      reason:
        "A transaction of others was open on this client, which is closed with all that was sent: wait for their BEGIN before the client is used by somebody else",
    });
  }

  /** What COMMIT was answered with: the server turns it into ROLLBACK where something had failed. */
  #endBy(
    { command }: Result,
    { firstError, options }: TransactionState,
    place: Result | undefined,
  ): void {
    if (command === "COMMIT") {
      const lsn = place?.rows[0]?.[0];
      if (typeof lsn === "string") options.onCommit?.(lsn);
      return this.#end("commit");
    }
    this.#end("rollback");
    throw firstError ?? rolledBack();
  }

  #end(event: "commit" | "rollback"): void {
    this.#transaction = undefined;
    this.#settings.events.emit(event, undefined);
  }

  async #rollBack(because: Error | undefined): Promise<void> {
    const { failure } = await this.#send([rollback]);
    this.#end("rollback");
    if (failure !== undefined) this.#noteRollback(failure, rollback, because);
  }

  async #rollBackTo(
    transaction: TransactionState,
    name: string,
    because: Error | undefined,
  ): Promise<void> {
    const { failure } = await this.#send([rollbackTo(name), releaseSavepoint(name)]);
    transaction.firstError = undefined;
    if (failure === undefined) return;
    transaction.firstError = because ?? classifyError(failure);
    this.#noteRollback(failure, rollbackTo(name), because);
  }

  /** The server rolls back by itself once the connection is gone. */
  #noteRollback(failure: unknown, { text }: Statement, because: Error | undefined): void {
    this.#channel.destroy();
    const error = classifyError(failure, { text });
    if (because === undefined) throw error;
    if (Object.isExtensible(because))
      (because as { rollbackError?: unknown }).rollbackError = error;
  }

  /** COMMIT was not answered, or refused: resolves only when the server knows that it has committed. */
  async #settleCommit({ failure, wasUnderWay, id, written }: LostCommit): Promise<void> {
    const { findFate } = this.#settings;
    const isSensitive = this.#transaction?.isSensitive === true;
    if (!isFatal(failure)) {
      this.#end("rollback");
      throw classifyError(failure, { ...commit, isSensitive });
    }
    this.#channel.destroy();
    if (!wasUnderWay) {
      this.#end("rollback");
      throw classifyError(failure);
    }
    const fate = id === undefined || findFate === undefined ? "unknown" : await findFate(id);
    if (fate === "committed") return this.#end("commit");
    if (fate === "unknown") {
      this.#transaction = undefined;
      throw new CommitUnknownError({ transactionId: id, written, cause: failure });
    }
    this.#end("rollback");
    throw new ConnectionError({
      reason: "The connection was lost during COMMIT, and nothing was committed",
      cause: failure,
    });
  }

  #send(sent: ReadonlyArray<Statement>, statements = 0): Promise<Ending> {
    const { events, queries } = this.#settings;
    events.emit("roundTrip", { statements });
    return this.#channel.exchange(sent, queries.isHeard);
  }

  /** The outcomes of the statements that follow `skipped` borders in an exchange. */
  #toOutcomes(
    statements: ReadonlyArray<Statement>,
    ending: Ending,
    skipped: number,
    start: number,
    batchSize = statements.length,
  ): ReadonlyArray<Outcome> {
    const { queries } = this.#settings;
    const toError = (failure: unknown, statement: Statement | undefined): Error =>
      this.#toError(failure, statement);
    return outcomesOf(statements, ending, {
      queries,
      skipped,
      start,
      batchSize,
      transactionId: this.#transaction === undefined ? undefined : this.#transactionId,
      toError,
    });
  }

  #toError(failure: unknown, statement: Statement | undefined): Error {
    const transaction = this.#transaction;
    const isSensitive = statement?.isSensitive === true || transaction?.isSensitive === true;
    const error = classifyError(failure, { ...statement, isSensitive });
    if (isFatal(failure)) this.#channel.destroy();
    // After a failover, connections to what was the primary go on as read-only ones for as long as they live.
    else if (transaction?.isReadOnly !== true && isReadOnlyRefusal(failure))
      this.#channel.distrust();
    return transaction === undefined ? error : transaction.errorFor(error);
  }

  /** True when a statement failed only because its prepared form is gone or out of date; it is forgotten then. */
  #isStale({ results, failure }: Ending, statements: ReadonlyArray<Statement>): boolean {
    const statement = statements[results.length];
    if (statement === undefined || !isServerError(failure)) return false;
    const isOutOfDate =
      failure.code === sqlState.featureNotSupported && failure.routine === "RevalidateCachedQuery";
    // Who has taken one prepared statement away has taken all (DEALLOCATE ALL, DISCARD ALL).
    if (failure.code === sqlState.invalidStatementName) this.#channel.forgetAll();
    else if (isOutOfDate) this.#channel.forget(statement);
    else return false;
    return true;
  }

  #takeBorder(transaction: TransactionState): ReadonlyArray<Statement> {
    if (!transaction.isBegun) this.#settings.events.emit("begin", undefined);
    return transaction.takeBorder();
  }

  #openTransaction(): TransactionState {
    this.#refuseWhenReleased();
    if (this.#transaction !== undefined) return this.#transaction;
    throw new TransactionOptionError({ reason: "No transaction is open on this connection" });
  }

  #refuseWhenReleased(): void {
    if (this.#isReleased) throw new TransactionClosedError();
  }
}

/** Where the commit stands in the log is asked behind it, where somebody wants to know. */
function placeOf({ options: { onCommit, settings } }: TransactionState): ReadonlyArray<Statement> {
  if (onCommit === undefined) return [];
  // What was set for the transaction holds no more when this is asked.
  return Object.keys(settings ?? {}).some((name) => name.toLowerCase() === "synchronous_commit")
    ? [insertedPlace]
    : [committedPlace];
}

function needsId({ isReadOnly, id }: TransactionState): boolean {
  return !isReadOnly && id === undefined;
}

/** The server itself says what became of the statement. A pooler that has lost the server (class 08) does not know. */
function isOfServer(failure: unknown): boolean {
  return isServerError(failure) && !failure.code.startsWith("08");
}

function isReadOnlyRefusal(failure: unknown): boolean {
  return isServerError(failure) && failure.code === sqlState.readOnlyTransaction;
}

/** NULL, and so `undefined`, for a transaction that has written nothing: its fate does not matter. */
function idOf(result: Result | undefined): string | undefined {
  return result?.rows[0]?.[0] ?? undefined;
}
