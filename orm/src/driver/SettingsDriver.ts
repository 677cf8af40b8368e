// A driver all of whose statements run under settings of the server that end with their transaction: what policies of row-level
// security ask for. Sessions are shared, so nothing is ever set for longer; a statement outside of a transaction gets one of its own,
// in the same round trip.
import { ConnectionError } from "../errors/ConnectionError.ts";
import { PoolTimeoutError } from "../errors/PoolTimeoutError.ts";
import type { Statement } from "../sql/Statement.ts";
import { ConnectionWrapper } from "./ConnectionWrapper.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Executor,
  Outcome,
  Result,
  TransactionOptions,
  TransactOptions,
} from "./Driver.ts";
import { DriverWrapper } from "./DriverWrapper.ts";

type Settings = Readonly<Record<string, string>>;

export class SettingsDriver extends DriverWrapper {
  readonly #settings: Settings;

  constructor(inner: Driver, settings: Settings) {
    super(inner);
    this.#settings = settings;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return executeUnder(this.#settings, this.inner, statements, options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.inner.transact(statements, under(this.#settings, options));
  }

  override async connect(): Promise<Connection> {
    return new SettingsConnection(await this.inner.connect(), this.#settings);
  }
}

class SettingsConnection extends ConnectionWrapper {
  readonly #settings: Settings;

  constructor(inner: Connection, settings: Settings) {
    super(inner);
    this.#settings = settings;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.inTransaction
      ? this.inner.execute(statements, options)
      : executeUnder(this.#settings, this.inner, statements, options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    const own = this.inTransaction ? options : under(this.#settings, options);
    return this.inner.transact(statements, own);
  }

  override begin(options?: TransactionOptions): Promise<void> {
    return this.inner.begin(under(this.#settings, options));
  }
}

/** What a transaction sets itself comes on top. */
function under(settings: Settings, options?: TransactOptions): TransactOptions {
  return { ...options, settings: { ...settings, ...options?.settings } };
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
