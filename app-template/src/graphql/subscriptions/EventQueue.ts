// Events on their way to one subscriber, who takes them one by one. Whoever is too far behind is not waited for.

export class EventQueue<T> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #signal: AbortSignal;
  #wake: (() => void) | undefined;

  /** It ends with the signal, and holds nothing then. */
  constructor(most: number, signal: AbortSignal, onOverflow: () => void) {
    this.#most = most;
    this.#onOverflow = onOverflow;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake?.(), { once: true });
  }

  push(event: T): void {
    if (this.#signal.aborted) return;
    if (this.#events.length >= this.#most) return this.#onOverflow();
    this.#events.push(event);
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    while (!this.#signal.aborted) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
