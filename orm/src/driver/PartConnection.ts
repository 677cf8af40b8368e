// A connection whose transactions are parts of one that others have opened and will end.
import { TransactionClosedError } from "../errors/TransactionClosedError.ts";
import { TransactionOptionError } from "../errors/TransactionOptionError.ts";
import type { Statement } from "../sql/Statement.ts";
import type {
  Connection,
  ExecuteOptions,
  Outcome,
  Result,
  Savepoint,
  TransactionOptions,
} from "./Driver.ts";
import { resultsOf } from "./resultsOf.ts";

export class PartConnection implements Connection {
  readonly #around: Connection;
  #part: Savepoint | undefined;
  #isReleased = false;

  readonly #onRelease: () => void;

  constructor(around: Connection, onRelease: () => void = () => undefined) {
    this.#around = around;
    this.#onRelease = onRelease;
  }

  get inTransaction(): boolean {
    return this.#part !== undefined;
  }

  async execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return await this.#open().execute(statements, options);
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactionOptions,
  ): Promise<ReadonlyArray<Result>> {
    if (this.#part !== undefined) return resultsOf(await this.execute(statements));
    await this.begin(options);
    return await this.commit(statements);
  }

  async begin(options: TransactionOptions = {}): Promise<void> {
    const { settings = {}, needsBlock: _, ...others } = options;
    // Settings would outlast the part.
    if (this.#part !== undefined || Object.keys({ ...settings, ...others }).length > 0)
      throw new TransactionOptionError({
        reason: "A transaction is open on this client: its options cannot be changed",
      });
    this.#part = await this.#open().savepoint();
  }

  async commit(statements: ReadonlyArray<Statement> = []): Promise<ReadonlyArray<Result>> {
    const part = this.#take();
    try {
      const results = resultsOf(await this.#open().execute(statements, { isWrite: true }));
      await part.release();
      return results;
    } catch (error) {
      await part.rollback(error as Error);
      throw error;
    }
  }

  async rollback(because?: Error): Promise<void> {
    await this.#take().rollback(because);
  }

  savepoint(): Promise<Savepoint> {
    return this.#open().savepoint();
  }

  /** A part that was not ended is the business of those whose transaction it is in: they know nothing of it. */
  release(): void {
    if (this.#isReleased) throw new TransactionClosedError();
    this.#isReleased = true;
    void this.#part?.rollback().catch(() => undefined);
    this.#part = undefined;
    this.#onRelease();
  }

  #take(): Savepoint {
    this.#open();
    const part = this.#part;
    if (part === undefined)
      throw new TransactionOptionError({ reason: "No transaction is open on this connection" });
    this.#part = undefined;
    return part;
  }

  #open(): Connection {
    if (this.#isReleased || !this.#around.inTransaction) throw new TransactionClosedError();
    return this.#around;
  }
}
