import type { ColumnFieldModel } from "../model/DomainModel.ts";
import type { EntityNames } from "./EntityNames.ts";

/** The type of a column's value when there is one. */
export function columnType(
  field: Exclude<ColumnFieldModel, { kind: "m2o" }>,
  names: EntityNames,
): string {
  if (field.kind === "primitive") return names.primitiveType(field);
  return names.enumType(field.enum) + (field.isArray ? "[]" : "");
}
