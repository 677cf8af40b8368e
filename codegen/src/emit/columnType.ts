import type { ColumnFieldModel } from "../model/DomainModel.ts";
import type { EntityNames } from "./EntityNames.ts";

/** The type of a column's value when there is one. */
export function columnType(
  field: Exclude<ColumnFieldModel, { kind: "m2o" }>,
  names: EntityNames,
): string {
  return field.kind === "enum" ? names.enumType(field.enum) : names.primitiveType(field);
}
