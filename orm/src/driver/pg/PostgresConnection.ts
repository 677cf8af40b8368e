// One connection as the rest of Kingpost sees it: statements, transactions, typed errors and events.
import { AbortError } from "../../errors/AbortError.ts";
import { CommitUnknownError } from "../../errors/CommitUnknownError.ts";
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { DatabaseError } from "../../errors/DatabaseError.ts";
import { KingpostError } from "../../errors/KingpostError.ts";
import { sqlState } from "../../errors/sqlState.ts";
import { TransactionClosedError } from "../../errors/TransactionClosedError.ts";
import { TransactionOptionError } from "../../errors/TransactionOptionError.ts";
import type { Statement } from "../../sql/Statement.ts";
import { classifyError, isServerError } from "../classifyError.ts";
import type { Connection, ExecuteOptions, Outcome, Result, TransactionOptions } from "../Driver.ts";
import type { DriverEventHub } from "../DriverEventHub.ts";
import { resultsOf } from "../resultsOf.ts";
import { begin, commit, rollback, transactionId } from "./borders.ts";
import type { Channel } from "./Channel.ts";
import type { Ending } from "./Exchange.ts";
import type { TransactionFate } from "./findTransactionFate.ts";

/** What connections of one driver share. */
export interface ConnectionSettings {
  readonly events: DriverEventHub;
  /** False for `prepared: "off"`: nothing is sent before the answer to what was sent before. */
  readonly isPipelined: boolean;
  /** Asks the server, on another connection, what became of a transaction; absent unless `verifyCommit` is on. */
  readonly findFate: ((transactionId: string) => Promise<TransactionFate>) | undefined;
}

export class PostgresConnection implements Connection {
  readonly #channel: Channel;
  readonly #settings: ConnectionSettings;
  /** A BEGIN that leaves with the first statement of its transaction, which saves its round trip. */
  #begin: Statement | undefined;
  #inTransaction = false;
  /** True while a transaction is open that was asked to be read-only. */
  #isReadOnly = false;
  /** The error that made the server refuse everything else in this transaction. */
  #firstError: Error | undefined;
  #isReleased = false;

  constructor(channel: Channel, settings: ConnectionSettings) {
    this.#channel = channel;
    this.#settings = settings;
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** One statement outside a transaction is what most reads are: it goes out without a promise for each case that it is not. */
  execute(
    statements: ReadonlyArray<Statement>,
    options: ExecuteOptions = {},
  ): Promise<ReadonlyArray<Outcome>> {
    const [statement] = statements;
    const isAlone = !this.#inTransaction && statements.length === 1;
    if (statement !== undefined && isAlone && options.signal === undefined && !this.#isReleased)
      return this.#executeOne(statement);
    return this.#execute(statements, options, isAlone);
  }

  async #execute(
    statements: ReadonlyArray<Statement>,
    { pipeline = true, signal, endsTransaction = false }: ExecuteOptions,
    isAlone: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    this.#refuseWhenReleased();
    if (statements.length === 0) return [];
    if (signal !== undefined && (isAlone || endsTransaction))
      return await this.#executeUntil(statements, pipeline, signal);
    const isPipelined = pipeline && this.#settings.isPipelined;
    if (this.#inTransaction) return await this.#executeInside(statements, isPipelined);
    return await this.#executeEach(statements, isPipelined);
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactionOptions,
  ): Promise<ReadonlyArray<Result>> {
    this.#refuseWhenReleased();
    if (this.#inTransaction) {
      if (options !== undefined)
        throw new TransactionOptionError({
          reason: "A transaction is open: its options cannot be changed",
        });
      return resultsOf(await this.execute(statements));
    }
    if (statements.length === 0) return [];
    if (this.#settings.isPipelined && this.#settings.findFate === undefined)
      return await this.#transactAtOnce(statements, options);
    return await this.#transactInSteps(statements, options);
  }

  // oxlint-disable-next-line typescript/require-await -- nothing is sent yet, and errors are rejections all the same
  async begin(options?: TransactionOptions): Promise<void> {
    this.#refuseWhenReleased();
    if (this.#inTransaction)
      throw new TransactionOptionError({
        reason: "A transaction is open on this connection already",
      });
    this.#begin = begin(options);
    this.#inTransaction = true;
    this.#isReadOnly = options?.readOnly === true;
    this.#firstError = undefined;
  }

  async commit(): Promise<void> {
    this.#refuseOutside();
    // A transaction without a statement was never begun.
    if (this.#begin !== undefined) return this.#leave();
    const id = this.#settings.findFate === undefined ? undefined : await this.#askTransactionId();
    await this.#commit(id);
  }

  async #commit(id: string | undefined): Promise<void> {
    const { results, failure, wasSent } = await this.#send([commit]);
    this.#leave();
    const [result] = results;
    if (result?.command === "COMMIT") return this.#settings.events.emit("commit", undefined);
    if (result !== undefined) {
      this.#settings.events.emit("rollback", undefined);
      throw this.#firstError ?? rolledBack();
    }
    await this.#settleCommit(failure, wasSent, id);
  }

  async rollback(because?: Error): Promise<void> {
    this.#refuseOutside();
    if (this.#begin !== undefined) return this.#leave();
    await this.#rollBack(because);
  }

  release(): void {
    this.#refuseWhenReleased();
    this.#isReleased = true;
    // An open transaction must not reach the next borrower.
    if (this.#inTransaction && this.#begin === undefined) this.#channel.destroy();
    else this.#channel.release();
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
    const { events } = this.#settings;
    const isTimed = events.has("query");
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
          : (this.#toOutcomes([statement], ending, 0, from)[0] as Outcome),
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

  async #executeOne(statement: Statement, isRetry = false): Promise<ReadonlyArray<Outcome>> {
    const { events } = this.#settings;
    const sent = [statement];
    const isTimed = events.has("query");
    const start = isTimed ? performance.now() : 0;
    events.emit("roundTrip", { statements: 1 });
    const ending = await this.#channel.exchange(sent, isTimed);
    if (ending.failure === undefined && !isTimed) return [{ result: ending.results[0]! }];
    if (!isRetry && this.#isStale(ending, sent)) return await this.#executeOne(statement, true);
    return this.#toOutcomes(sent, ending, 0, start);
  }

  /** Inside a transaction: after a statement that failed the others are not run and fail by the same error. */
  async #executeInside(
    statements: ReadonlyArray<Statement>,
    isPipelined: boolean,
  ): Promise<ReadonlyArray<Outcome>> {
    const border = this.#takeBegin();
    if (isPipelined) return await this.#executeBehind(border, statements);
    if (border.length > 0) {
      const { failure } = await this.#send(border);
      if (failure !== undefined) {
        const error = this.#refuseTransaction(failure);
        return statements.map(() => ({ error }));
      }
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
    if (ending.results.length < border.length) this.#refuseTransaction(ending.failure);
    else this.#isStale(ending, [...border, ...statements]);
    return outcomes;
  }

  /** BEGIN failed: whatever came after it on this connection would be committed at once, statement by statement. */
  #refuseTransaction(failure: unknown): Error {
    this.#channel.destroy();
    return classifyError(failure);
  }

  /** `BEGIN … COMMIT` in one exchange. */
  async #transactAtOnce(
    statements: ReadonlyArray<Statement>,
    options: TransactionOptions | undefined,
    isRetry = false,
  ): Promise<ReadonlyArray<Result>> {
    const { events } = this.#settings;
    const sent = [begin(options), ...statements, commit];
    this.#isReadOnly = options?.readOnly === true;
    const start = performance.now();
    events.emit("begin", undefined);
    const ending = await this.#send(sent, statements.length);
    const { results, failure, wasSent } = ending;
    const outcomes = this.#toOutcomes(statements, ending, 1, start);
    this.#isReadOnly = false;
    if (results.length === sent.length) {
      // Also when the connection was lost between the answer to COMMIT and the end of the exchange.
      events.emit("commit", undefined);
      return results.slice(1, -1);
    }
    if (isFatal(failure)) {
      const isCommitUnderWay = !isServerError(failure) || results.length === sent.length - 1;
      await this.#settleCommit(failure, wasSent && isCommitUnderWay, undefined);
      return results.slice(1);
    }
    const error =
      outcomes.find((outcome) => outcome.error !== undefined)?.error ??
      classifyError(failure, commit.text);
    // A COMMIT that failed has ended the transaction itself.
    if (results.length < sent.length - 1) await this.#rollBack(error);
    else events.emit("rollback", undefined);
    if (!isRetry && this.#isStale(ending, sent))
      return await this.#transactAtOnce(statements, options, true);
    throw error;
  }

  /** The transaction in several round trips: when nothing may be pipelined, or its id must be known before COMMIT leaves. */
  async #transactInSteps(
    statements: ReadonlyArray<Statement>,
    options: TransactionOptions | undefined,
  ): Promise<ReadonlyArray<Result>> {
    const isVerified = this.#settings.findFate !== undefined;
    await this.begin(options);
    let results: ReadonlyArray<Result>;
    try {
      results = resultsOf(
        await this.execute(isVerified ? [...statements, transactionId] : statements),
      );
    } catch (error) {
      await this.rollback(error as Error);
      throw error;
    }
    await this.#commit(isVerified ? idOf(results.at(-1)) : undefined);
    return isVerified ? results.slice(0, -1) : results;
  }

  async #rollBack(because: Error | undefined): Promise<void> {
    this.#leave();
    const { failure } = await this.#send([rollback]);
    this.#settings.events.emit("rollback", undefined);
    if (failure === undefined) return;
    // The server rolls back by itself once the connection is gone.
    this.#channel.destroy();
    const error = classifyError(failure, rollback.text);
    if (because === undefined) throw error;
    if (because instanceof KingpostError) because.rollbackError = error;
  }

  /** COMMIT was not answered, or refused: resolves only when the server knows that it has committed. */
  async #settleCommit(
    failure: unknown,
    wasUnderWay: boolean,
    id: string | undefined,
  ): Promise<void> {
    const { events, findFate } = this.#settings;
    if (!isFatal(failure)) {
      events.emit("rollback", undefined);
      throw classifyError(failure, commit.text);
    }
    this.#channel.destroy();
    if (!wasUnderWay) {
      events.emit("rollback", undefined);
      throw classifyError(failure);
    }
    const fate = id === undefined || findFate === undefined ? "unknown" : await findFate(id);
    if (fate === "committed") return events.emit("commit", undefined);
    if (fate === "unknown") throw new CommitUnknownError({ transactionId: id, cause: failure });
    events.emit("rollback", undefined);
    throw new ConnectionError({
      reason: "The connection was lost during COMMIT, and nothing was committed",
      cause: failure,
    });
  }

  async #askTransactionId(): Promise<string | undefined> {
    const { results } = await this.#send([transactionId]);
    return idOf(results[0]);
  }

  #send(sent: ReadonlyArray<Statement>, statements = 0): Promise<Ending> {
    const { events } = this.#settings;
    events.emit("roundTrip", { statements });
    return this.#channel.exchange(sent, events.has("query"));
  }

  /** The outcomes of the statements that follow `skipped` borders in an exchange, told to those who listen. */
  #toOutcomes(
    statements: ReadonlyArray<Statement>,
    { results, failure, times }: Ending,
    skipped: number,
    start: number,
  ): ReadonlyArray<Outcome> {
    const failedAt = results.length - skipped;
    const error = failure === undefined ? undefined : this.#toError(failure, statements[failedAt]);
    for (const [index, statement] of statements.entries()) {
      const time = times[skipped + index];
      if (time === undefined || index > failedAt) break;
      this.#tell(
        statement,
        time - (times[skipped + index - 1] ?? start),
        results[skipped + index],
        error,
      );
    }
    return statements.map((_, index) => {
      const result = results[skipped + index];
      return result === undefined ? { error: error ?? rolledBack() } : { result };
    });
  }

  #tell(
    statement: Statement,
    durationMs: number,
    result: Result | undefined,
    error: Error | undefined,
  ): void {
    const { text, values, operation } = statement;
    this.#settings.events.emit("query", {
      sql: text,
      bindings: values,
      operation,
      durationMs,
      rowCount: result?.rowCount ?? 0,
      ...(result === undefined && error !== undefined ? { error } : {}),
    });
  }

  #toError(failure: unknown, statement: Statement | undefined): Error {
    const error = classifyError(failure, statement?.text);
    if (isFatal(failure)) this.#channel.destroy();
    // After a failover, connections to what was the primary go on as read-only ones for as long as they live.
    else if (!this.#isReadOnly && isReadOnlyRefusal(failure)) this.#channel.distrust();
    if (!this.#inTransaction) return error;
    const isConsequence =
      error instanceof DatabaseError && error.sqlState === sqlState.inFailedTransaction;
    if (isConsequence && this.#firstError !== undefined) return this.#firstError;
    this.#firstError = error;
    return error;
  }

  /** True when a statement failed only because its prepared form is gone or out of date; it is forgotten then. */
  #isStale({ results, failure }: Ending, statements: ReadonlyArray<Statement>): boolean {
    const statement = statements[results.length];
    if (statement === undefined || !isServerError(failure)) return false;
    const isOutOfDate =
      failure.code === sqlState.featureNotSupported && failure.routine === "RevalidateCachedQuery";
    if (!isOutOfDate && failure.code !== sqlState.invalidStatementName) return false;
    this.#channel.forget(statement);
    return true;
  }

  #takeBegin(): ReadonlyArray<Statement> {
    const statement = this.#begin;
    this.#begin = undefined;
    if (statement === undefined) return [];
    this.#settings.events.emit("begin", undefined);
    return [statement];
  }

  #leave(): void {
    this.#begin = undefined;
    this.#inTransaction = false;
    this.#isReadOnly = false;
  }

  #refuseOutside(): void {
    this.#refuseWhenReleased();
    if (!this.#inTransaction)
      throw new TransactionOptionError({ reason: "No transaction is open on this connection" });
  }

  #refuseWhenReleased(): void {
    if (this.#isReleased) throw new TransactionClosedError();
  }
}

/** True when the connection is of no use any more: the socket failed, the server ended the session, or it cannot write. */
function isFatal(failure: unknown): boolean {
  return (
    failure !== undefined &&
    (!isServerError(failure) || classifyError(failure) instanceof ConnectionError)
  );
}

function isReadOnlyRefusal(failure: unknown): boolean {
  return isServerError(failure) && failure.code === sqlState.readOnlyTransaction;
}

function rolledBack(): DatabaseError {
  return new DatabaseError({
    sqlState: sqlState.inFailedTransaction,
    message: "The transaction was rolled back",
  });
}

/** NULL, and so `undefined`, for a transaction that has written nothing: its fate does not matter. */
function idOf(result: Result | undefined): string | undefined {
  return result?.rows[0]?.[0] ?? undefined;
}
