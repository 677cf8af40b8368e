// A driver that does everything as another one does, for what changes one thing of it.
import type { Statement } from "../sql/Statement.ts";
import type { LookAhead } from "../types/LookAhead.ts";
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

export abstract class DriverWrapper implements Driver {
  protected readonly inner: Driver;

  constructor(inner: Driver) {
    this.inner = inner;
  }

  get events(): DriverEvents {
    return this.inner.events;
  }

  get ids(): IdAssigner {
    return this.inner.ids;
  }

  get idAssigners(): Driver["idAssigners"] {
    return this.inner.idAssigners;
  }

  get entityLimit(): number | undefined {
    return this.inner.entityLimit;
  }

  get replica(): Driver | undefined {
    return this.inner.replica;
  }

  get isPipelined(): boolean {
    return this.inner.isPipelined === true;
  }

  get preloadPlugin(): PreloadPlugin | undefined {
    return this.inner.preloadPlugin;
  }

  get lookAhead(): LookAhead | undefined {
    return this.inner.lookAhead;
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

  connect(): Promise<Connection> {
    return this.inner.connect();
  }

  async findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return (await this.inner.findTransactionFate?.(transactionId)) ?? "unknown";
  }
}
