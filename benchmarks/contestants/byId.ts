// The answers of S7, from rows in any order.
import type { Answer } from "../scenarios/s7.ts";

interface Row {
  readonly id: number;
}

export function idsOf(rows: ReadonlyArray<Row>): Answer {
  return rows.map(({ id }) => id);
}

/** In the order of their ids. */
export function byId<T extends Row>(rows: ReadonlyArray<T>): ReadonlyArray<T> {
  return rows.toSorted((a, b) => a.id - b.id);
}
