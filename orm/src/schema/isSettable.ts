// Which fields users may set by their names.
import type { Field, PrimaryKeyField, RecursiveField } from "./Field.ts";
import { isMember } from "./isRelationField.ts";

export type SettableField = Exclude<Field, RecursiveField | PrimaryKeyField>;

/** The key is given once, large collections are never set as a whole, and what is protected is set by its class. */
export function isSettable(field: Field): field is SettableField {
  if (!isMember(field) || field.kind === "recursive" || field.kind === "primaryKey") return false;
  if ("immutable" in field) return !field.immutable && !field.isProtected;
  return !("isLarge" in field && field.isLarge);
}
