// A row of the wire made of texts: what comes from elsewhere is kept in the form of what comes from the server.
import type { Cell } from "../Statement.ts";

/** The bytes of one row. */
export function writeCells(cells: ReadonlyArray<Cell>): Buffer {
  let size = 2;
  for (const cell of cells) size += 4 + (cell === null ? 0 : Buffer.byteLength(cell));
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = bytes.writeUInt16BE(cells.length);
  for (const cell of cells) {
    const length = cell === null ? -1 : bytes.write(cell, at + 4);
    at = bytes.writeInt32BE(length, at);
    if (length > 0) at += length;
  }
  return bytes;
}
