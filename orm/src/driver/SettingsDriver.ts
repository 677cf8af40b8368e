// A driver all of whose statements run under settings of the server that end with their transaction: what policies of row-level
// security ask for. Sessions are shared, so nothing is ever set for longer; a statement outside of a transaction gets one of its own,
// in the same round trip.
import { ConnectionError } from "../errors/ConnectionError.ts";
import { PoolTimeoutError } from "../errors/PoolTimeoutError.ts";
import type { Statement } from "../sql/Statement.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Executor,
  Outcome,
  Result,
  Savepoint,
  TransactionOptions,
  TransactOptions,
} from "./Driver.ts";
import type { DriverEvents } from "./DriverEvents.ts";
import type { IdAssigner } from "./IdAssigner.ts";

export type Settings = Readonly<Record<string, string>>;

export class SettingsDriver implements Driver {
  readonly #driver: Driver;
  readonly #settings: Settings;

  constructor(driver: Driver, settings: Settings) {
    this.#driver = driver;
    this.#settings = settings;
  }

  get events(): DriverEvents {
    return this.#driver.events;
  }

  get ids(): IdAssigner {
    return this.#driver.ids;
  }

  get isPipelined(): boolean {
    return this.#driver.isPipelined === true;
  }

  get preloadPlugin(): PreloadPlugin | undefined {
    return this.#driver.preloadPlugin;
  }

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return executeUnder(this.#settings, this.#driver, statements, options);
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.#driver.transact(statements, under(this.#settings, options));
  }

  async connect(): Promise<Connection> {
    return new SettingsConnection(await this.#driver.connect(), this.#settings);
  }

  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.#driver.findTransactionFate?.(transactionId)) ?? "unknown";
  }
}

class SettingsConnection implements Connection {
  readonly #connection: Connection;
  readonly #settings: Settings;

  constructor(connection: Connection, settings: Settings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.inTransaction
      ? this.#connection.execute(statements, options)
      : executeUnder(this.#settings, this.#connection, statements, options);
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    const own = this.inTransaction ? options : under(this.#settings, options);
    return this.#connection.transact(statements, own);
  }

  begin(options?: TransactionOptions): Promise<void> {
    return this.#connection.begin(under(this.#settings, options));
  }

  commit(statements?: ReadonlyArray<Statement>): Promise<ReadonlyArray<Result>> {
    return this.#connection.commit(statements);
  }

  rollback(because?: Error): Promise<void> {
    return this.#connection.rollback(because);
  }

  savepoint(): Promise<Savepoint> {
    return this.#connection.savepoint();
  }

  release(): void {
    this.#connection.release();
  }
}

/** What a transaction sets itself comes on top. */
function under<O extends TransactionOptions>(settings: Settings, options?: O): O {
  return { ...options, settings: { ...settings, ...options?.settings } } as O;
}

/**
 * Statements that stand or fall alone, in one transaction as long as none falls. What fails takes the others with it, so that they are run
 * once more, each by itself: nothing of them had been done.
 */
async function executeUnder(
  settings: Settings,
  executor: Executor,
  statements: ReadonlyArray<Statement>,
  { signal, isUnordered = false }: ExecuteOptions = {},
): Promise<ReadonlyArray<Outcome>> {
  if (statements.length === 0) return [];
  // What may run in any order only reads, and needs no id by which its fate could be asked for.
  const options = { settings, signal, ...(isUnordered ? { readOnly: true } : {}) };
  try {
    const results = await executor.transact(statements, options);
    return results.map((result) => ({ result }));
  } catch (thrown) {
    const error = thrown as Error;
    const isOfAll = error instanceof ConnectionError || error instanceof PoolTimeoutError;
    if (isOfAll || statements.length === 1) return statements.map(() => ({ error }));
  }
  const outcomes: Outcome[] = [];
  for (const statement of statements)
    outcomes.push(
      ...(await executeUnder(settings, executor, [statement], { signal, isUnordered })),
    );
  return outcomes;
}
