import type { DbIndex, DbTable } from "kingpost/catalog";

/** The indexes by which no two rows can be equal: not partial, not on expressions, and valid. */
export function uniqueIndexesOf(table: DbTable): ReadonlyArray<DbIndex> {
  return table.indexes.filter(
    ({ unique, where, invalid, hasExpressions }) =>
      unique === true && where === undefined && invalid !== true && hasExpressions !== true,
  );
}

/** Whether no two rows have the same value in one column. */
export function isUnique(table: DbTable, column: string): boolean {
  return uniqueIndexesOf(table).some(
    ({ columns }) => columns.length === 1 && columns[0] === column,
  );
}
