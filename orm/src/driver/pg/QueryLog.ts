// Tells those who listen of the statements of one driver. While nobody does, nothing is measured.
import { CellList } from "../../sql/CellList.ts";
import type { Cell, Statement } from "../../sql/Statement.ts";
import type { DriverEventHub } from "../DriverEventHub.ts";
import type { QueryEvent } from "../DriverEvents.ts";

/** Says what of the bindings is shown: nothing, or what a function leaves of them. */
export type Redact = boolean | ((bindings: ReadonlyArray<Cell>) => ReadonlyArray<Cell>);

export interface QueryLogOpts {
  readonly redact: Redact;
  /** From how many milliseconds on a statement is slow; no statement is when there is none. */
  readonly slowQueryMs: number | undefined;
}

/** What is known of a statement once it has ended. */
export interface EndedStatement {
  readonly statement: Statement;
  /** On the clock of `performance.now()`. */
  readonly start: number;
  readonly durationMs: number;
  readonly rowCount: number;
  readonly error: Error | undefined;
  readonly batchSize: number;
  readonly transactionId: number | undefined;
}

export class QueryLog {
  readonly #events: DriverEventHub;
  readonly #redact: Redact;
  readonly #slowQueryMs: number;
  #lastId = 0;
  #lastTransaction = 0;

  constructor(events: DriverEventHub, { redact, slowQueryMs = Infinity }: QueryLogOpts) {
    this.#events = events;
    this.#redact = redact;
    this.#slowQueryMs = slowQueryMs;
  }

  /** Whether statements need to be timed. */
  get isHeard(): boolean {
    return this.#events.has("query") || this.#events.has("slowQuery");
  }

  nextTransaction(): number {
    return ++this.#lastTransaction;
  }

  tell(ended: EndedStatement): void {
    const event = this.#eventOf(ended);
    this.#events.emit("query", event);
    if (event.durationMs >= this.#slowQueryMs) this.#events.emit("slowQuery", event);
  }

  #eventOf({
    statement,
    start,
    durationMs,
    rowCount,
    error,
    batchSize,
    transactionId,
  }: EndedStatement): QueryEvent {
    return {
      id: ++this.#lastId,
      sql: statement.text,
      bindings: this.#shown(statement),
      operation: statement.operation,
      startedAt: new Date(performance.timeOrigin + start),
      durationMs,
      rowCount,
      batchSize,
      ...(transactionId === undefined ? {} : { transactionId }),
      ...(error === undefined ? {} : { error }),
    };
  }

  #shown({ values, isSensitive }: Statement): ReadonlyArray<Cell> {
    const redact = isSensitive === true || this.#redact;
    if (redact === true) return values.map((value) => (value === null ? null : redacted));
    const bindings = values.map((value) => (value instanceof CellList ? String(value) : value));
    return redact === false ? bindings : redact(bindings);
  }
}

const redacted = "…";
