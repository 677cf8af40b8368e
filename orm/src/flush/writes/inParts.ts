// No statement is larger than a server and a proxy on the way can take: rows that are too many for one are written by several,
// within the transaction.
import type { Statement } from "../../sql/Statement.ts";

/** Of the values of one statement, as they travel. */
const maxBytes = 64 * 1024 * 1024;

/** What `write` makes of all rows, or of halves of them, and of halves of these, as long as there is more than one row. */
export function inParts<R, W extends { readonly statement: Statement }>(
  rows: ReadonlyArray<R>,
  write: (rows: ReadonlyArray<R>) => W,
): W[] {
  const whole = write(rows);
  if (rows.length < 2 || fitsStatement(whole.statement)) return [whole];
  const half = Math.ceil(rows.length / 2);
  return [...inParts(rows.slice(0, half), write), ...inParts(rows.slice(half), write)];
}

/** Whether its values are not too large. */
export function fitsStatement({ values }: Statement): boolean {
  const length = values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
  // A character is three bytes at most, and most statements are small.
  if (length * 3 <= maxBytes) return true;
  return values.reduce((sum, value) => sum + Buffer.byteLength(String(value ?? "")), 0) <= maxBytes;
}
