// A connection that does everything as another one does, for what changes one thing of it.
import type { Statement } from "../sql/Statement.ts";
import type {
  Connection,
  ExecuteOptions,
  Outcome,
  Result,
  Savepoint,
  TransactionOptions,
  TransactOptions,
} from "./Driver.ts";

export abstract class ConnectionWrapper implements Connection {
  protected readonly inner: Connection;

  constructor(inner: Connection) {
    this.inner = inner;
  }

  get inTransaction(): boolean {
    return this.inner.inTransaction;
  }

  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.inner.execute(statements, options);
  }

  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.inner.transact(statements, options);
  }

  begin(options?: TransactionOptions): Promise<void> {
    return this.inner.begin(options);
  }

  commit(statements?: ReadonlyArray<Statement>): Promise<ReadonlyArray<Result>> {
    return this.inner.commit(statements);
  }

  rollback(because?: Error): Promise<void> {
    return this.inner.rollback(because);
  }

  savepoint(): Promise<Savepoint> {
    return this.inner.savepoint();
  }

  release(): void {
    this.inner.release();
  }
}
