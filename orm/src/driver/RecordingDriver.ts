// Records what another driver is asked to send, for tests that assert whole SQL. It pretends nothing: every statement
// runs on the driver underneath.
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

/**
 * ```ts
 * const recording = new RecordingDriver(driver);
 * await new EntityManager(ctx, recording).load(Author, "a:1");
 * expect(recording.statements.map(({ text }) => text)).toEqual(["SELECT …"]);
 * expect(recording.roundTrips).toBe(1);
 * ```
 */
export class RecordingDriver implements Driver {
  readonly #driver: Driver;
  #statements: Statement[] = [];
  #roundTrips = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
    driver.events.on("roundTrip", () => {
      this.#roundTrips++;
    });
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

  /** The statements in the order in which they were sent, without BEGIN and COMMIT. */
  get statements(): ReadonlyArray<Statement> {
    return this.#statements;
  }

  /** How often the driver waited for the server, BEGIN and COMMIT included. Others who use the driver count too. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  clear(): void {
    this.#statements = [];
    this.#roundTrips = 0;
  }

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    this.#statements.push(...statements);
    return this.#driver.execute(statements, options);
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    this.#statements.push(...statements);
    return this.#driver.transact(statements, options);
  }

  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.#driver.findTransactionFate?.(transactionId)) ?? "unknown";
  }

  async connect(): Promise<Connection> {
    const connection = await this.#driver.connect();
    const record = (statements: ReadonlyArray<Statement>): void => {
      this.#statements.push(...statements);
    };
    return {
      get inTransaction() {
        return connection.inTransaction;
      },
      begin: (options) => connection.begin(options),
      commit: (statements = []) => {
        record(statements);
        return connection.commit(statements);
      },
      savepoint: () => connection.savepoint(),
      rollback: (because) => connection.rollback(because),
      release: () => connection.release(),
      execute: (statements, options) => {
        record(statements);
        return connection.execute(statements, options);
      },
      transact: (statements, options) => {
        record(statements);
        return connection.transact(statements, options);
      },
    };
  }
}
