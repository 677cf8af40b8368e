// Which transaction of a unit of work is open, and whose code runs within it. Only the engine can tell whether a call comes from
// within another one's function or from beside it, so those functions run in an asynchronous context; an em without transactions has none.
import { AsyncLocalStorage } from "node:async_hooks";
import { ConcurrentTransactionError } from "../errors/ConcurrentTransactionError.ts";
import type { OpenTransaction } from "../flush/OpenTransaction.ts";

/** One call of `em.transaction`, while its function runs. */
interface Call {
  /** Those within it take turns: savepoints are a stack. */
  lastTurn: Promise<unknown>;
  isOver: boolean;
}

export class Transactions {
  #open: OpenTransaction | undefined;
  #isOpening = false;
  #calls: AsyncLocalStorage<Call> | undefined;

  get open(): OpenTransaction | undefined {
    return this.#open;
  }

  /** Whether the call comes from within a transaction. @throws ConcurrentTransactionError (`CONCURRENT_TRANSACTION`) */
  isWithin(): boolean {
    const call = this.#calls?.getStore();
    if (call !== undefined && !call.isOver) return true;
    if (this.#open !== undefined || this.#isOpening) throw new ConcurrentTransactionError();
    return false;
  }

  /** Opens the outermost transaction, and has it open until `work` has settled. */
  async whileOpen<R>(
    open: () => Promise<OpenTransaction>,
    work: (transaction: OpenTransaction) => Promise<R>,
  ): Promise<R> {
    this.#isOpening = true;
    try {
      const transaction = await open();
      this.#open = transaction;
      return await work(transaction);
    } finally {
      this.#open = undefined;
      this.#isOpening = false;
    }
  }

  /** Runs the function of a call: what it calls is within. */
  async runWithin<R>(fn: () => R | PromiseLike<R>): Promise<R> {
    this.#calls ??= new AsyncLocalStorage();
    const call: Call = { lastTurn: Promise.resolve(), isOver: false };
    try {
      return await this.#calls.run(call, async () => await fn());
    } finally {
      call.isOver = true;
    }
  }

  /** Runs a part of the transaction once the parts beside it that were begun before are over. */
  inTurn<R>(part: () => Promise<R>): Promise<R> {
    const around = this.#calls!.getStore()!;
    const turn = around.lastTurn.then(part);
    around.lastTurn = turn.catch(() => undefined);
    return turn;
  }
}
