// What the application wants to be called at the borders of a unit of work's transactions, in the order of registration.
import type { Connection } from "../driver/Driver.ts";
import type { Em } from "../types/Em.ts";

export type TransactionMoment = "beforeBegin" | "afterBegin" | "beforeCommit" | "afterCommit";

/** It is given the connection of the transaction, where there is one. */
export type TransactionHook = (em: Em, connection: Connection | undefined) => unknown;

export class TransactionHooks {
  /** Made for the first hook: most ems have none. */
  #hooks: Map<TransactionMoment, ReadonlyArray<TransactionHook>> | undefined;

  /** With those of another unit of work. */
  constructor(others?: TransactionHooks) {
    if (others !== undefined && others.#hooks !== undefined) this.#hooks = new Map(others.#hooks);
  }

  add(moment: TransactionMoment, hook: TransactionHook): void {
    (this.#hooks ??= new Map()).set(moment, [...this.of(moment), hook]);
  }

  has(moment: TransactionMoment): boolean {
    return this.#hooks !== undefined && this.#hooks.has(moment);
  }

  of(moment: TransactionMoment): ReadonlyArray<TransactionHook> {
    return this.#hooks?.get(moment) ?? [];
  }

  /** One after the other; the first that throws ends it. */
  async run(moment: TransactionMoment, em: Em, connection?: Connection): Promise<void> {
    for (const hook of this.of(moment)) await hook(em, connection);
  }
}
