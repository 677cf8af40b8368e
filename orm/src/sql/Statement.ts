// One SQL statement on its way to the server: text with $1…$n, and the values bound to them in Postgres' text form.
import type { CellList } from "./CellList.ts";

/** A value as Postgres prints it, or NULL. Everything that crosses the wire has this form; codecs (schema/) make and read it. */
export type Cell = string | null;

/** A value as it is bound: many cells at once become text only where they are sent. */
export type Bound = Cell | CellList;

/** What a driver sends. The same shape always has the same text, so that `text` is also the key of a prepared statement. */
export interface Statement {
  readonly text: string;
  readonly values: ReadonlyArray<Bound>;
  /** What the statement is for, as it is shown in events and errors: `find Author`, `load Book.reviews`, `insert books`. */
  readonly operation: string;
  /** The server sends no row beyond this many; it plans as if all were wanted. */
  readonly maxRows?: number;
  /** Asks for the names and types of the columns too, for SQL that only the application knows. */
  readonly isDescribed?: boolean;
  /** It means nothing outside a transaction block, which BEGIN opens. */
  readonly needsBlock?: true;
  /** Rows that it writes, where its answer does not tell: those that come back may be fewer. */
  readonly writes?: number;
  /** It may bind values that nobody may see. */
  readonly isSensitive?: boolean;
}
