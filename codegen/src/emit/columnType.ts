import type { ColumnFieldModel } from "../model/DomainModel.ts";
import type { EntityNames } from "./EntityNames.ts";

/** The type of a column's value when there is one, as it is read or as it may be set. */
export function columnType(
  field: Exclude<ColumnFieldModel, { kind: "m2o" }>,
  names: EntityNames,
  use: "read" | "set",
): string {
  if (field.kind === "primitive")
    return use === "read" ? names.primitiveType(field) : names.acceptedType(field);
  const type = names.enumType(field.enum);
  return field.isArray ? `ReadonlyArray<${type}>` : type;
}
