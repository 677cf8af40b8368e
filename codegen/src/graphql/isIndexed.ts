// Whether Postgres can find rows by a column without reading the table.
import type { DbTable } from "kingpost/catalog";

/** An index begins with the column: that of the key, or one of all rows that compares values. */
export function isIndexed({ primaryKey, indexes }: DbTable, column: string): boolean {
  if (primaryKey?.columns[0] === column) return true;
  return indexes.some(
    ({ columns, method, where, invalid }) =>
      columns[0] === column &&
      where === undefined &&
      invalid !== true &&
      (method === "btree" || method === "hash"),
  );
}
