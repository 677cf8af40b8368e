// Cells as one Postgres array literal, so that a column of any number of rows is a single bound value.
import { escapedElement } from "./escapedElement.ts";
import type { Cell } from "./Statement.ts";

/**
 * `{"a",NULL,"b\"c"}`. Every element is quoted: the server reads that as fast as bare elements, and looking for the
 * characters that need it costs more than the two bytes.
 */
export function arrayLiteral(cells: ReadonlyArray<Cell>): string {
  // What has to be escaped is rare: it is looked for once in all cells, and joining them makes one string, not a rope.
  const all = cells.join("");
  const isPlain = !all.includes('"') && !all.includes("\\");
  if (isPlain && !cells.includes(null))
    return cells.length === 0 ? "{}" : `{"${cells.join('","')}"}`;
  const elements = cells.map((cell) =>
    cell === null ? "NULL" : `"${isPlain ? cell : escapedElement(cell)}"`,
  );
  return `{${elements.join(",")}}`;
}
