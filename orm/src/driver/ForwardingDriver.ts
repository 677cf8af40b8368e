// A driver that passes everything on to another one. Who extends it sees what is sent and what comes back, whichever way it goes.
import type { Statement } from "../sql/Statement.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Outcome,
  Result,
  TransactOptions,
} from "./Driver.ts";
import type { DriverEvents } from "./DriverEvents.ts";
import type { IdAssigner } from "./IdAssigner.ts";

export abstract class ForwardingDriver implements Driver {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  get events(): DriverEvents {
    return this.#driver.events;
  }

  get isPipelined(): boolean {
    return this.#driver.isPipelined === true;
  }

  get preloadPlugin(): PreloadPlugin | undefined {
    return this.#driver.preloadPlugin;
  }

  get ids(): IdAssigner {
    return this.#driver.ids;
  }

  async execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    this.onSend(statements);
    const outcomes = await this.#driver.execute(statements, this.forReading(options));
    for (const { result } of outcomes) if (result !== undefined) this.onResult(result);
    return outcomes;
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    this.onSend(statements);
    const isReading = options?.readOnly === true;
    const given = isReading ? this.forReading(options) : options;
    const results = await this.#driver.transact(statements, given);
    for (const result of results) this.onResult(result);
    return results;
  }

  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.#driver.findTransactionFate?.(transactionId)) ?? "unknown";
  }

  async connect(): Promise<Connection> {
    const connection = await this.#driver.connect();
    const passOn = async <R>(
      statements: ReadonlyArray<Statement>,
      work: () => Promise<ReadonlyArray<R>>,
      resultOf: (answer: R) => Result | undefined,
    ): Promise<ReadonlyArray<R>> => {
      this.onSend(statements);
      const answers = await work();
      for (const answer of answers) {
        const result = resultOf(answer);
        if (result !== undefined) this.onResult(result);
      }
      return answers;
    };
    return {
      get inTransaction() {
        return connection.inTransaction;
      },
      begin: (options) => connection.begin(options),
      commit: (statements = []) => passOn(statements, () => connection.commit(statements), itself),
      savepoint: () => connection.savepoint(),
      rollback: (because) => connection.rollback(because),
      release: () => connection.release(),
      execute: (statements, options) =>
        passOn(
          statements,
          () => connection.execute(statements, options),
          ({ result }) => result,
        ),
      transact: (statements, options) =>
        passOn(statements, () => connection.transact(statements, options), itself),
    };
  }

  /** Told before statements leave. */
  protected abstract onSend(statements: ReadonlyArray<Statement>): void;

  /** Told of each statement's result. */
  protected onResult(_result: Result): void {}

  /** With what statements that only read are sent, outside a transaction that stays open. */
  protected forReading<O extends ExecuteOptions | TransactOptions>(
    options: O | undefined,
  ): O | undefined {
    return options;
  }
}

function itself(result: Result): Result {
  return result;
}
