// Everything an ORM has sent, in order, and the part of it that belongs to a piece of work.

/** What was sent while something ran. */
export interface Recording {
  /** The statements' texts in order, BEGIN and COMMIT included. */
  readonly statements: ReadonlyArray<string>;
  /** Rows that came back or were written. */
  readonly rows: number;
}

/** Takes down statements. Recordings may be nested. */
export class StatementLog {
  readonly #statements: Array<string> = [];
  #rows = 0;

  add(statement: string): void {
    this.#statements.push(statement);
  }

  addRows(rows: number): void {
    this.#rows += rows;
  }

  /** Runs work and answers what was sent meanwhile. */
  async record<R>(work: () => Promise<R>): Promise<Recording & { readonly result: R }> {
    const [start, rows] = [this.#statements.length, this.#rows];
    const result = await work();
    return { statements: this.#statements.slice(start), rows: this.#rows - rows, result };
  }
}
