import type { DbColumn } from "kingpost/catalog";
import { camelOf } from "./identifierOf.ts";
import type { Overrides } from "./Overrides.ts";
import { readComment } from "./readComment.ts";

/** The name of a column's field: the configuration's, else the comment's, else the column's own in camelCase. */
export function columnFieldNameOf(
  entity: string,
  column: DbColumn,
  isKey: boolean,
  overrides: Overrides,
): string {
  const plain = plainNameOf(column, isKey);
  return (
    overrides.field(entity, plain, column.name)?.name ??
    readComment(column.comment).fieldName ??
    plain
  );
}

/** The name by which the configuration knows a column's field. */
export function plainNameOf(column: DbColumn, isKey: boolean): string {
  return isKey ? referenceNameOf(column.name) : camelOf(column.name);
}

/** `author_id` → `author`. */
export function referenceNameOf(column: string): string {
  const stem = column.replace(/_id$|Id$/u, "");
  return camelOf(stem === "" ? column : stem);
}
