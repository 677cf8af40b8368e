// A driver that passes everything on to another one. Who extends it sees what is sent and what comes back, whichever way it goes.
import type { Statement } from "../sql/Statement.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Outcome,
  Result,
  TransactOptions,
} from "./Driver.ts";
import { DriverWrapper } from "./DriverWrapper.ts";

export abstract class ForwardingDriver extends DriverWrapper {
  /** What goes to the replica is seen as well. */
  override get replica(): Driver | undefined {
    const { replica } = this.inner;
    return replica && new ForwardedReplica(replica, this);
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.executeOn(this.inner, statements, options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.transactOn(this.inner, statements, options);
  }

  override connect(): Promise<Connection> {
    return this.connectTo(this.inner);
  }

  /** @internal */
  executeOn(
    driver: Driver,
    statements: ReadonlyArray<Statement>,
    options: ExecuteOptions | undefined,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.exchange(
      statements,
      () => driver.execute(statements, this.forReading(options)),
      itself,
    );
  }

  /** @internal */
  transactOn(
    driver: Driver,
    statements: ReadonlyArray<Statement>,
    options: TransactOptions | undefined,
  ): Promise<ReadonlyArray<Result>> {
    const isReading = options?.readOnly === true;
    const given = isReading ? this.forReading(options) : options;
    return this.exchange(statements, () => driver.transact(statements, given), asOutcome);
  }

  /** @internal */
  async connectTo(driver: Driver): Promise<Connection> {
    const connection = await driver.connect();
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

class ForwardedReplica extends DriverWrapper {
  readonly #seenBy: ForwardingDriver;

  constructor(replica: Driver, seenBy: ForwardingDriver) {
    super(replica);
    this.#seenBy = seenBy;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.#seenBy.executeOn(this.inner, statements, options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.#seenBy.transactOn(this.inner, statements, options);
  }

  override connect(): Promise<Connection> {
    return this.#seenBy.connectTo(this.inner);
  }
}

function itself(outcome: Outcome): Outcome {
  return outcome;
}

function asOutcome(result: Result): Outcome {
  return { result };
}
