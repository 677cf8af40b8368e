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

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.exchange(
      statements,
      () => this.#driver.execute(statements, this.forReading(options)),
      itself,
    );
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    const isReading = options?.readOnly === true;
    const given = isReading ? this.forReading(options) : options;
    return this.exchange(statements, () => this.#driver.transact(statements, given), asOutcome);
  }

  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.#driver.findTransactionFate?.(transactionId)) ?? "unknown";
  }

  async connect(): Promise<Connection> {
    const connection = await this.#driver.connect();
    return {
      get inTransaction() {
        return connection.inTransaction;
      },
      begin: (options) => connection.begin(options),
      commit: (statements = []) =>
        this.exchange(statements, () => connection.commit(statements), asOutcome),
      savepoint: () => connection.savepoint(),
      rollback: (because) => connection.rollback(because),
      release: () => connection.release(),
      execute: (statements, options) =>
        this.exchange(statements, () => connection.execute(statements, options), itself),
      transact: (statements, options) =>
        this.exchange(statements, () => connection.transact(statements, options), asOutcome),
    };
  }

  /** Sends statements that leave together by `send`, and says how each of its answers ended by `outcomeOf`. */
  protected abstract exchange<R>(
    statements: ReadonlyArray<Statement>,
    send: () => Promise<ReadonlyArray<R>>,
    outcomeOf: (answer: R) => Outcome,
  ): Promise<ReadonlyArray<R>>;

  /** With what statements that only read are sent, outside a transaction that stays open. */
  protected forReading<O extends ExecuteOptions | TransactOptions>(
    options: O | undefined,
  ): O | undefined {
    return options;
  }
}

function itself(outcome: Outcome): Outcome {
  return outcome;
}

function asOutcome(result: Result): Outcome {
  return { result };
}
