// Work that must not overlap with itself: asked for while it runs, it runs once more.

export class Serial {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when nothing is left to do. */
  run(): Promise<void> {
    this.#isWanted = true;
    return (this.#running ??= this.#runAll());
  }

  async #runAll(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#work();
      }
    } finally {
      this.#running = undefined;
    }
  }
}
