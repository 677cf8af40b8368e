// One subscription of a connection, from its beginning to its end.
import type { Context } from "../../context.ts";
import type { RequestCounts } from "../../http/RequestContexts.ts";

interface Opened {
  readonly context: Context;
  readonly counts: RequestCounts;
}

export class Subscriber {
  readonly #open: (signal: AbortSignal) => Opened;
  readonly #end = new AbortController();
  #delivery: PromiseWithResolvers<void> | undefined;
  #counts: RequestCounts = { statements: 0, rows: 0, roundTrips: 0, flushSize: 0 };

  /** @param open makes a context with a unit of work of its own, whose reads end with the signal */
  constructor(open: (signal: AbortSignal) => Opened) {
    this.#open = open;
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** What the last context has sent to the database. */
  get counts(): RequestCounts {
    return this.#counts;
  }

  /** Resolves when the event that is on its way has left; at once when there is none. */
  get delivered(): Promise<void> {
    return this.#delivery?.promise ?? Promise.resolve();
  }

  newContext(): Context {
    const { context, counts } = this.#open(this.signal);
    this.#counts = counts;
    return context;
  }

  beginDelivery(): void {
    this.#delivery = Promise.withResolvers();
  }

  endDelivery(): void {
    this.#delivery?.resolve();
    this.#delivery = undefined;
  }

  end(): void {
    this.#end.abort();
    this.endDelivery();
  }
}
