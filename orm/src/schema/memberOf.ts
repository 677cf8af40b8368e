import type { ColumnField } from "./Field.ts";

/** The name of the entity's member that shows a column: for a component, that of the polymorphic reference. */
export function memberOf(column: ColumnField): string {
  return column.kind === "m2o" && column.whole !== undefined
    ? column.whole.fieldName
    : column.fieldName;
}
