import type { DbColumn } from "kingpost/catalog";
import type { FieldConfig } from "../config/Config.ts";
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
  return (
    fieldConfigOf(entity, column, isKey, overrides)?.name ??
    readComment(column.comment).fieldName ??
    plainNameOf(column, isKey)
  );
}

/** What the configuration says of a column's field. */
export function fieldConfigOf(
  entity: string,
  column: DbColumn,
  isKey: boolean,
  overrides: Overrides,
): FieldConfig | undefined {
  return overrides.field(entity, plainNameOf(column, isKey), column.name);
}

function plainNameOf({ name }: DbColumn, isKey: boolean): string {
  return isKey ? referenceNameOf(name) : camelOf(name);
}

/** `author_id` → `author`. */
export function referenceNameOf(column: string): string {
  const stem = column.replace(/_id$|Id$/u, "");
  return camelOf(stem === "" ? column : stem);
}
