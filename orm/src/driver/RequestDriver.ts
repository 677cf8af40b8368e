// One request's share of a driver: what the request sends is counted, and what it reads ends with it.
import type { Statement } from "../sql/Statement.ts";
import type { Driver, ExecuteOptions, Outcome, TransactOptions } from "./Driver.ts";
import { ForwardingDriver } from "./ForwardingDriver.ts";
import { rowsMoved } from "./rowsMoved.ts";

/** What the statements of a flush that write are for. */
const writing = /^(?:insert|update|delete) /;

export interface RequestDriverOpts {
  /** Aborted when nobody waits for the request any more. */
  readonly signal?: AbortSignal;
}

/**
 * A driver for the em of one request. Reads end with the signal, unless they have one of their own: those that were not sent reject with
 * `AbortError`, one that runs is cancelled on the server (`QueryCanceledError`). What is in a transaction runs to its end, so that a client that
 * goes away leaves nothing half-written.
 *
 * ```ts
 * const driver = new RequestDriver(shared, { signal: request.signal });
 * const em = new EntityManager(ctx, driver);
 * // … when the request is answered:
 * log.info({ statements: driver.statements, rows: driver.rows, written: driver.flushSize });
 * ```
 */
export class RequestDriver extends ForwardingDriver {
  readonly #signal: AbortSignal | undefined;
  #statements = 0;
  #roundTrips = 0;
  #rows = 0;
  #flushSize = 0;

  constructor(driver: Driver, { signal }: RequestDriverOpts = {}) {
    super(driver);
    this.#signal = signal;
  }

  /** Statements sent so far, without BEGIN and COMMIT. */
  get statements(): number {
    return this.#statements;
  }

  /** How often statements were sent and waited for, those of a pipeline together. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  /** Rows read and written so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows that flushes have inserted, updated and deleted so far. */
  get flushSize(): number {
    return this.#flushSize;
  }

  override async exchange<R>(
    statements: ReadonlyArray<Statement>,
    send: () => Promise<ReadonlyArray<R>>,
    outcomeOf: (answer: R) => Outcome,
  ): Promise<ReadonlyArray<R>> {
    this.#statements += statements.length;
    this.#roundTrips++;
    const answers = await send();
    for (let at = 0; at < answers.length; at++) {
      const rows = rowsMoved(statements[at]!, outcomeOf(answers[at]!));
      if (rows === 0) continue;
      this.#rows += rows;
      if (writing.test(statements[at]!.operation)) this.#flushSize += rows;
    }
    return answers;
  }

  protected override forReading<O extends ExecuteOptions | TransactOptions>(
    options: O | undefined,
  ): O | undefined {
    if (this.#signal === undefined || options?.signal !== undefined) return options;
    return { ...options, signal: this.#signal } as O;
  }
}
