// A driver on one client that somebody else has taken: no statement of it ever waits for another connection.
import type { Statement } from "../sql/Statement.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Outcome,
  Result,
  TransactionOptions,
} from "./Driver.ts";
import type { DriverEvents } from "./DriverEvents.ts";
import type { IdAssigner } from "./IdAssigner.ts";

export class ClientDriver implements Driver {
  readonly events: DriverEvents;
  readonly ids: IdAssigner;
  readonly idAssigners: Driver["idAssigners"];
  readonly entityLimit: number | undefined;
  readonly #driver: Driver;
  readonly #borrow: () => Connection;

  /** @param borrow a connection on the client, which stays with whoever has it */
  constructor(driver: Driver, borrow: () => Connection) {
    this.events = driver.events;
    this.ids = driver.ids;
    this.idAssigners = driver.idAssigners;
    this.entityLimit = driver.entityLimit;
    this.#driver = driver;
    this.#borrow = borrow;
  }

  /** The one question that the client cannot answer: its connection is gone. */
  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.#driver.findTransactionFate?.(transactionId)) ?? "unknown";
  }

  // oxlint-disable-next-line typescript/require-await -- errors are rejections
  async connect(): Promise<Connection> {
    return this.#borrow();
  }

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.#with((connection) => connection.execute(statements, options));
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactionOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.#with((connection) => connection.transact(statements, options));
  }

  async #with<R>(work: (connection: Connection) => Promise<R>): Promise<R> {
    const connection = this.#borrow();
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }
}
