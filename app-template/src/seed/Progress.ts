// Shows how far a long step has come: a bar on a terminal, plain lines in a log.

/** What it writes to; process.stdout is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class Progress {
  readonly #stream: ProgressStream;
  readonly #label: string;
  readonly #total: number;
  #done = 0;

  constructor(stream: ProgressStream, label: string, total: number) {
    this.#stream = stream;
    this.#label = label;
    this.#total = total;
  }

  advance(by: number): void {
    this.#done += by;
    const counts = `${this.#done.toLocaleString("en")} of ${this.#total.toLocaleString("en")} ${this.#label}`;
    if (this.#stream.isTTY !== true) {
      this.#stream.write(`${counts}\n`);
      return;
    }
    const filled = Math.round((this.#done / this.#total) * 30);
    const end = this.#done >= this.#total ? "\n" : "";
    this.#stream.write(`\r[${"█".repeat(filled)}${"·".repeat(30 - filled)}] ${counts}${end}`);
  }
}
