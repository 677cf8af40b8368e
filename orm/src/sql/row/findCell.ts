// Where a cell lies in a row of the wire: the count of cells in two bytes, then for each its length in four, -1 for NULL, and
// its text. Entities keep their rows in this form: making strings of all cells would be half of the cost of a find.

/**
 * Where the text of a cell begins; -1 when it is NULL, -2 when the row has no such cell. `row` is where the row begins. Rows are
 * short, so walking to a cell costs less than keeping where each begins.
 */
export function findCell(bytes: Uint8Array, row: number, index: number): number {
  if (index >= ((bytes[row]! << 8) | bytes[row + 1]!)) return -2;
  let at = row + 2;
  for (let passed = 0; passed < index; passed++) {
    const length = lengthAt(bytes, at);
    at += length < 0 ? 4 : length + 4;
  }
  return lengthAt(bytes, at) < 0 ? -1 : at + 4;
}

/** Where the text of a cell ends that begins at `start`. */
export function cellEnd(bytes: Uint8Array, start: number): number {
  return start + lengthAt(bytes, start - 4);
}

/** Where the row ends that begins at `row`, or its first `count` cells. */
export function rowEnd(
  bytes: Uint8Array,
  row: number,
  count: number = (bytes[row]! << 8) | bytes[row + 1]!,
): number {
  let at = row + 2;
  for (let passed = 0; passed < count; passed++) at += 4 + Math.max(lengthAt(bytes, at), 0);
  return at;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}
