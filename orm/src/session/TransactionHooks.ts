// What the application wants to be called at the borders of a unit of work's transactions, in the order of registration.
import type { Connection } from "../driver/Driver.ts";
import type { Em } from "../types/Em.ts";

export type TransactionMoment = "beforeBegin" | "afterBegin" | "beforeCommit" | "afterCommit";

/** It is given the connection of the transaction, where there is one. */
export type TransactionHook = (em: Em, connection: Connection | undefined) => unknown;

export class TransactionHooks {
  readonly #hooks: Map<TransactionMoment, ReadonlyArray<TransactionHook>>;

  /** With those of another unit of work. */
  constructor(others?: TransactionHooks) {
    this.#hooks = new Map(others === undefined ? [] : others.#hooks);
  }

  add(moment: TransactionMoment, hook: TransactionHook): void {
    this.#hooks.set(moment, [...this.of(moment), hook]);
  }

  has(moment: TransactionMoment): boolean {
    return this.#hooks.has(moment);
  }

  of(moment: TransactionMoment): ReadonlyArray<TransactionHook> {
    return this.#hooks.get(moment) ?? [];
  }

  /** One after the other; the first that throws ends it. */
  async run(moment: TransactionMoment, em: Em, connection?: Connection): Promise<void> {
    for (const hook of this.of(moment)) await hook(em, connection);
  }
}
