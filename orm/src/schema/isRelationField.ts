// Which fields lead to other entities by what some row holds, and which of them are members of an entity.
import type { Field, RelationField } from "./Field.ts";

export function isRelationField(field: Field): field is RelationField {
  switch (field.kind) {
    case "m2o":
    case "poly":
    case "o2m":
    case "o2o":
    case "m2m":
    case "m2mEnum":
      return true;
    case "primaryKey":
    case "primitive":
    case "enum":
    case "lazy":
    case "recursive":
      return false;
  }
}

/** The components of a polymorphic reference are none: only the reference as a whole is. */
export function isMember(field: Field): boolean {
  return field.kind !== "m2o" || field.whole === undefined;
}
