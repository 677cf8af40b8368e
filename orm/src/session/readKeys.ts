// Reads the keys that stand in one column of an answer, to deal its rows to those who wait for them.
import type { Rows } from "../driver/Rows.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type MapKey, mapKeyOfBytes } from "../schema/keys.ts";
import { cellEnd, findCell } from "../sql/row/findCell.ts";

/** The keys of `meta` in the cells of every row at `index`, in order; `undefined` for NULL. */
export function readKeys(rows: Rows, meta: EntityMeta, index: number): Array<MapKey | undefined> {
  // A list that grows by `push` is copied over and over.
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known
  const keys = new Array<MapKey | undefined>(rows.length);
  let at = 0;
  for (const { bytes, starts } of rows.runs)
    for (const row of starts) {
      const start = findCell(bytes, row, index);
      const end = start < 0 ? start : cellEnd(bytes, start);
      keys[at++] = start < 0 ? undefined : mapKeyOfBytes(meta, bytes, start, end);
    }
  return keys;
}
