// The result of one statement whose rows came over the wire: who wants entities takes the rows as they are, everybody else
// reads their cells as texts, which are made when asked for.
import type { Cell } from "../sql/Statement.ts";
import type { Result, ResultColumn } from "./Driver.ts";
import { Rows } from "./Rows.ts";

const noRows: ReadonlyArray<ReadonlyArray<Cell>> = [];

export class Answer implements Result {
  declare readonly rows: ReadonlyArray<ReadonlyArray<Cell>>;
  readonly rowCount: number;
  readonly command: string;
  declare readonly columns?: ReadonlyArray<ResultColumn>;
  readonly #rows: Rows;
  #cells: ReadonlyArray<ReadonlyArray<Cell>> | undefined;

  constructor(
    rows: Rows,
    rowCount: number,
    command: string,
    columns?: ReadonlyArray<ResultColumn>,
  ) {
    this.#rows = rows;
    this.rowCount = rowCount;
    this.command = command;
    if (columns !== undefined) this.columns = columns;
    // Most statements of a flush give none, and to define a property takes longer than all else that is done here.
    if (rows.length === 0) this.rows = noRows;
    else Object.defineProperty(this, "rows", Answer.#rowsProperty);
  }

  /** An own property, as in all results: they can be printed and compared. */
  static readonly #rowsProperty: PropertyDescriptor & ThisType<Answer> = {
    enumerable: true,
    get() {
      return (this.#cells ??= [...this.#rows]);
    },
  };

  /** @internal One that stays, so that the engine does not forget what answers look like; `keepSpecimens` says more. */
  static readonly specimen: Answer = new Answer(new Rows(), 0, "");

  /** The rows of any result, in the form of the wire. */
  static rowsOf(result: Result): Rows {
    if (#rows in result) return result.#rows;
    const rows = new Rows();
    for (const row of result.rows) rows.addCells(row);
    return rows;
  }
}
