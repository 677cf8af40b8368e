// The cells of a row of the wire as texts.
import type { Cell } from "../Statement.ts";

/** All cells of the row that begins at `row`. */
export function readCells(bytes: Buffer, row: number): Cell[] {
  const count = bytes.readUInt16BE(row);
  const cells: Cell[] = [];
  let at = row + 2;
  for (let n = 0; n < count; n++) {
    const length = bytes.readInt32BE(at);
    at += 4;
    cells.push(length < 0 ? null : bytes.toString("utf8", at, at + length));
    if (length > 0) at += length;
  }
  return cells;
}
