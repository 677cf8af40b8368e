// Cells as one Postgres array literal, so that a column of any number of rows is a single bound value.
import type { Cell } from "./Statement.ts";

/**
 * `{"a",NULL,"b\"c"}`. Every element is quoted: the server reads that as fast as bare elements, and looking for the
 * characters that need it costs more than the two bytes.
 */
export function arrayLiteral(cells: ReadonlyArray<Cell>): string {
  let literal = "{";
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as Cell;
    if (index > 0) literal += ",";
    if (cell === null) literal += "NULL";
    else if (cell.includes('"') || cell.includes("\\"))
      literal += `"${cell.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    else literal += `"${cell}"`;
  }
  return `${literal}}`;
}
