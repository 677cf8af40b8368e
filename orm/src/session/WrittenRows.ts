// The rows that one statement wrote, as the database has them now: column by column, as they were sent, so that no row is made anew.
// Where an entity stands among them is all that it keeps.
import { cellEnd, findCell } from "../sql/row/findCell.ts";
import type { Cell } from "../sql/Statement.ts";

/** The cells of all rows, or the one that all of them have. */
export type WrittenColumn = ReadonlyArray<Cell> | Cell;

/** A row as it was before, of which not all columns were written: in a buffer, or as cells. */
export interface RowBefore {
  readonly source: Buffer | ReadonlyArray<Cell | undefined>;
  /** Where it begins in the buffer; -1 for cells. */
  readonly start: number;
}

export class WrittenRows {
  readonly #columns: ReadonlyArray<WrittenColumn | undefined>;
  readonly #before: ReadonlyArray<RowBefore> | undefined;

  /** @param columns by column index; @param before of each row, where rows were changed */
  constructor(
    columns: ReadonlyArray<WrittenColumn | undefined>,
    before?: ReadonlyArray<RowBefore>,
  ) {
    this.#columns = columns;
    this.#before = before;
  }

  /** One cell of the row at a place; `undefined` when it has no such cell. */
  cell(place: number, index: number): Cell | undefined {
    const column = this.#columns[index];
    if (typeof column === "string" || column === null) return column;
    if (column !== undefined) return column[place];
    if (this.#before === undefined) return undefined;
    const { source, start } = this.#before[place]!;
    if (start < 0) return (source as ReadonlyArray<Cell | undefined>)[index];
    const at = findCell(source as Buffer, start, index);
    if (at < 0) return at === -1 ? null : undefined;
    return (source as Buffer).toString("utf8", at, cellEnd(source as Buffer, at));
  }

  /** All cells of the row at a place. */
  row(place: number): Cell[] {
    const width = Math.max(this.#columns.length, this.#widthBefore(place));
    return Array.from({ length: width }, (_, index) => this.cell(place, index) as Cell);
  }

  #widthBefore(place: number): number {
    if (this.#before === undefined) return 0;
    const { source, start } = this.#before[place]!;
    return start < 0 ? source.length : (source as Buffer).readUInt16BE(start);
  }
}
