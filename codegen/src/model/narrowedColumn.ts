// A foreign key of several columns mostly says more of a reference that one of them is by itself: that both rows are of one tenant.
import type { DbForeignKey, DbTable } from "kingpost/catalog";

/** The column of the key that refers to the same table alone, if there is one: the relation is that column's. */
export function narrowedColumn(
  { foreignKeys }: Pick<DbTable, "foreignKeys">,
  { columns, references: { schema, table } }: DbForeignKey,
): string | undefined {
  return columns.find((column) =>
    foreignKeys.some(
      ({ columns: own, references }) =>
        own.length === 1 &&
        own[0] === column &&
        references.schema === schema &&
        references.table === table,
    ),
  );
}
