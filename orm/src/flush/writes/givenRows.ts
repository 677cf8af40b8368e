// The rows that a statement writes, as what its CTE `given` selects. One row alone is plain parameters: of lists the server expects ten
// elements when it plans beforehand, so that planning anew for each execution looks cheaper to it, and is done. Measured for the
// UPDATE of one row on the server: 19 µs in place of 172, of which 129 were planning.
import type { Bound, Cell } from "../../sql/Statement.ts";
import { listOf } from "./cells.ts";

/** What a column of the rows is called, and the type of its elements. */
export type GivenColumn = readonly [type: string, name: string];

/** @param first the number of the first parameter; there is one for each column */
export function givenRows(
  columns: ReadonlyArray<GivenColumn>,
  first: number,
  isOne: boolean,
): string {
  if (isOne)
    return `SELECT ${columns.map(([type, name], at) => `$${first + at}::${type} AS ${name}`).join(", ")}`;
  const lists = columns.map(([type], at) => `$${first + at}::${type}[]`).join(", ");
  return `SELECT * FROM unnest(${lists}) AS given(${columns.map(([, name]) => name).join(", ")})`;
}

/** A column of the rows as it is bound. */
export function boundCells(cells: ReadonlyArray<Cell>): Bound {
  return cells.length === 1 ? cells[0]! : listOf(cells);
}
