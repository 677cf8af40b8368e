// How many rows a statement has read or written, for those who count.
import type { Statement } from "../sql/Statement.ts";
import type { Outcome } from "./Driver.ts";

/** None of a statement that failed. */
export function rowsMoved({ writes = 0 }: Statement, { result }: Outcome): number {
  return result === undefined ? 0 : Math.max(writes, result.rowCount);
}
