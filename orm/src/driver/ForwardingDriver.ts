// A driver that passes everything on to another one. Who extends it sees what is sent and what comes back, whichever way it goes.
import type { Statement } from "../sql/Statement.ts";
import { ConnectionWrapper } from "./ConnectionWrapper.ts";
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
    return new ForwardedConnection(await driver.connect(), this);
  }

  /**
   * Sends statements that leave together by `send`, and says how each of its answers ended by `outcomeOf`.
   * @internal
   */
  abstract exchange<R>(
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

/** A connection of its: transactions are its own business, what is sent in them is seen. */
class ForwardedConnection extends ConnectionWrapper {
  readonly #seenBy: ForwardingDriver;

  constructor(connection: Connection, seenBy: ForwardingDriver) {
    super(connection);
    this.#seenBy = seenBy;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    const send = () => this.inner.execute(statements, options);
    return this.#seenBy.exchange(statements, send, itself);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    const send = () => this.inner.transact(statements, options);
    return this.#seenBy.exchange(statements, send, asOutcome);
  }

  override commit(statements: ReadonlyArray<Statement> = []): Promise<ReadonlyArray<Result>> {
    return this.#seenBy.exchange(statements, () => this.inner.commit(statements), asOutcome);
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
