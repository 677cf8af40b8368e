// Work that is done again for each change: one run after the other, each for all changes that came before it.

/** Changes that come together make one run. */
const settleTime = 50;

export class Rerun {
  readonly #run: (reasons: ReadonlyArray<string>) => Promise<void>;
  readonly #reasons = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(run: (reasons: ReadonlyArray<string>) => Promise<void>) {
    this.#run = run;
  }

  /** Resolves when nothing is left to run for. */
  because(reason: string): Promise<void> {
    this.#reasons.add(reason);
    return (this.#running ??= this.#runAll());
  }

  async settled(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    try {
      while (this.#reasons.size > 0) {
        await new Promise((done) => setTimeout(done, settleTime));
        const reasons = [...this.#reasons];
        this.#reasons.clear();
        await this.#run(reasons);
      }
    } finally {
      this.#running = undefined;
    }
  }
}
