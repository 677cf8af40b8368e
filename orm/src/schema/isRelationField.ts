// Which fields lead to other entities, and which of them are members of an entity.
import type { Field, RelationField } from "./Field.ts";

export function isRelationField(field: Field): field is RelationField {
  return "relationIndex" in field;
}

/** The components of a polymorphic reference are none: only the reference as a whole is. */
export function isMember(field: Field): boolean {
  return field.kind !== "m2o" || field.whole === undefined;
}
