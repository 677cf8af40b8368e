// A driver that knows which statements bind values nobody may see: what is bound and what the server says of it is hidden where
// statements are shown, in events and in errors.
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

type IsSensitive = (sql: string) => boolean;

export class SensitiveDriver extends DriverWrapper {
  readonly #isSensitive: IsSensitive;

  /** @param isSensitive whether a statement of this text may bind such values */
  constructor(inner: Driver, isSensitive: IsSensitive) {
    super(inner);
    this.#isSensitive = isSensitive;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.inner.execute(marked(statements, this.#isSensitive), options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.inner.transact(marked(statements, this.#isSensitive), options);
  }

  override async connect(): Promise<Connection> {
    return new SensitiveConnection(await this.inner.connect(), this.#isSensitive);
  }
}

class SensitiveConnection extends ConnectionWrapper {
  readonly #isSensitive: IsSensitive;

  constructor(inner: Connection, isSensitive: IsSensitive) {
    super(inner);
    this.#isSensitive = isSensitive;
  }

  override execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return this.inner.execute(marked(statements, this.#isSensitive), options);
  }

  override transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return this.inner.transact(marked(statements, this.#isSensitive), options);
  }

  override commit(statements: ReadonlyArray<Statement> = []): Promise<ReadonlyArray<Result>> {
    return this.inner.commit(marked(statements, this.#isSensitive));
  }
}

function marked(
  statements: ReadonlyArray<Statement>,
  isSensitive: IsSensitive,
): ReadonlyArray<Statement> {
  return statements.map((statement) =>
    isSensitive(statement.text) ? { ...statement, isSensitive: true } : statement,
  );
}
