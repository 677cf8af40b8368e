// The enum whose table a column refers to.
import type { DbColumn, DbTable } from "kingpost/catalog";
import { type Classified, keyOf } from "./classifyTables.ts";
import type { ColumnEnum } from "./enumOf.ts";

export function referencedEnum(
  table: DbTable,
  column: DbColumn,
  enums: Classified["enums"],
): ColumnEnum | undefined {
  const key = table.foreignKeys.find(
    ({ columns, references }) =>
      columns.length === 1 && columns[0] === column.name && references.columns[0] === "id",
  );
  if (key === undefined) return undefined;
  const target = keyOf({ schema: key.references.schema, name: key.references.table });
  const found = enums.find((named) => keyOf(named.table) === target);
  return found && { enum: found.name, isArray: false };
}
