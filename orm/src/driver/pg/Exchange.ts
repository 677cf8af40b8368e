// Statements that leave together and end with one Sync, and their answers. Up to that Sync the server skips everything
// after a statement that failed, and it commits what nobody has begun: one exchange is a transaction that costs one round trip.
//
// It takes the place of pg's own query object for two reasons: several statements can share a Sync, and rows stay as they
// came: nothing is converted, and a description is asked for only where nobody else knows the columns.
import { Query } from "pg";
import type { Bound, Cell } from "../../sql/Statement.ts";
import { Answer } from "../Answer.ts";
import type { Result, ResultColumn } from "../Driver.ts";
import { Rows } from "../Rows.ts";
import { isServerError } from "../ServerError.ts";
import type { TypeParser } from "../TypeParser.ts";
import { RowMessage } from "./RowReader.ts";
import { writeSteps } from "./writeSteps.ts";

/** One statement, and the name under which its connection keeps it prepared. */
export interface Step {
  readonly text: string;
  readonly values: ReadonlyArray<Bound>;
  readonly name: string | undefined;
  readonly maxRows: number | undefined;
  readonly isDescribed: boolean | undefined;
  /** The server sends what it has answered so far before it goes on. */
  readonly isFlushed?: boolean | undefined;
}

/** How an exchange ended: the results of the statements that ran, then the failure of the next one, if any. */
export interface Ending {
  readonly results: ReadonlyArray<Result>;
  readonly failure: unknown;
  /** When each result came, and the failure; empty unless times were asked for. */
  readonly times: ReadonlyArray<number>;
  /** True once all messages were handed to the socket; what was not sent has certainly not happened. */
  readonly wasSent: boolean;
}

/** What we use of pg's connection; its published types describe an older form of it. */
interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): void; destroy(): void };
  sync(): void;
  sendCopyFail(reason: string): void;
  once(event: "readyForQuery" | "end", listener: () => void): void;
  off(event: "readyForQuery" | "end", listener: () => void): void;
}

/** What tells the columns of a statement. */
interface Description {
  readonly fields: ReadonlyArray<{ readonly name: string; readonly dataTypeID: number }>;
}

// In pipeline mode pg accepts descendants of its Query only. Every method that it calls is overridden below, and nothing of what
// its constructor prepares is used.
const PgQuery = function (): void {} as unknown as new () => object;
PgQuery.prototype = Query.prototype;

export class Exchange extends PgQuery {
  /** Set by the client when it has a `query_timeout`; it waits for this call to stop its clock. */
  declare callback?: (error: unknown, result: undefined) => void;

  readonly #steps: ReadonlyArray<Step>;
  readonly #prepared: Set<string>;
  readonly #isTimed: boolean;
  readonly #parsers: ReadonlyMap<number, TypeParser>;
  readonly #end: (ending: Ending) => void;
  readonly #results: Array<Result> = [];
  readonly #times: Array<number> = [];
  #rows = new Rows();
  #columns: ReadonlyArray<ResultColumn> = [];
  #failure: unknown;
  #wasSent = false;
  #hasEnded = false;

  /**
   * `prepared` holds the names of the statements that the connection keeps; they are added once they have run.
   * `end` is called exactly once.
   */
  constructor(
    steps: ReadonlyArray<Step>,
    prepared: Set<string>,
    isTimed: boolean,
    parsers: ReadonlyMap<number, TypeParser>,
    end: (ending: Ending) => void,
  ) {
    super();
    this.#steps = steps;
    this.#prepared = prepared;
    this.#isTimed = isTimed;
    this.#parsers = parsers;
    this.#end = end;
  }

  submit(wire: Wire): null {
    let hasLeft = false;
    try {
      writeSteps(this.#steps, this.#prepared, (bytes) => {
        hasLeft = true;
        // A connection that is going down says so by its end.
        if (wire.stream.writable) wire.stream.write(bytes);
      });
      this.#wasSent = true;
    } catch (error) {
      // What cannot be written was not sent, nor anything with it.
      this.#failure = error;
      // A Sync would commit what has left without BEGIN.
      if (hasLeft) wire.stream.destroy();
      else wire.sync();
    }
    return null;
  }

  handleDataRow(message: { readonly fields: ReadonlyArray<Cell> }): void {
    if (message instanceof RowMessage) {
      message.isTaken = true;
      this.#rows.add(message);
    } else this.#rows.addCells(message.fields);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const { name, isDescribed } = this.#steps[this.#results.length] ?? {};
    if (name !== undefined) this.#prepared.add(name);
    if (this.#isTimed) this.#times.push(performance.now());
    const columns = isDescribed === true ? this.#columns : undefined;
    this.#results.push(new Answer(this.#rows, countOf(text), verbOf(text), columns));
    this.#rows = new Rows();
    this.#columns = [];
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" });
  }

  /** Only statements that asked for it describe themselves: cells are read by position. */
  handleRowDescription({ fields }: Description): void {
    this.#columns = fields.map(({ name, dataTypeID: typeId }) => {
      const parse = this.#parsers.get(typeId);
      return parse === undefined ? { name, typeId } : { name, typeId, parse };
    });
  }

  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail("COPY FROM STDIN is not supported");
    // The server ignored the Sync that was sent ahead, since it was reading data by then.
    wire.sync();
  }

  handleCopyData(): void {
    // COPY TO STDOUT has nobody to give its data to.
  }

  /** As many rows came as were asked for. The next statement, or the end of the exchange, closes what is left. */
  handlePortalSuspended(): void {
    this.handleCommandComplete({ text: `SELECT ${this.#rows.length}` });
  }

  /**
   * An error of the server comes before the end of its exchange, which may be another chunk: only then is it known what state the
   * session is in. The client forgets the exchange at the error, so the connection is listened to.
   */
  handleError(error: unknown, wire: Wire): void {
    if (!isServerError(error)) return this.#finish(this.#failure ?? error);
    const end = (): void => {
      wire.off("readyForQuery", end);
      wire.off("end", end);
      this.#finish(error);
    };
    wire.once("readyForQuery", end);
    wire.once("end", end);
  }

  handleReadyForQuery(): void {
    this.#finish(this.#failure);
  }

  #finish(failure: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#isTimed && failure !== undefined) this.#times.push(performance.now());
    this.callback?.(failure, undefined);
    this.#end({ results: this.#results, failure, times: this.#times, wasSent: this.#wasSent });
  }
}

/** `INSERT 0 5` → 5, `SELECT 7` → 7, `BEGIN` → 0 */
function countOf(tag: string): number {
  const count = Number(tag.slice(tag.lastIndexOf(" ") + 1));
  return Number.isNaN(count) ? 0 : count;
}

function verbOf(tag: string): string {
  const end = tag.indexOf(" ");
  return end < 0 ? tag : tag.slice(0, end);
}
