import type { FieldModel } from "../model/DomainModel.ts";

/** What users may set; timestamps, the version, the type and generated columns are kept by us or by the database. */
export function isSettable(field: FieldModel): boolean {
  if (field.kind === "recursive") return false;
  if (field.kind === "o2m" || field.kind === "o2o") return !field.isOfView;
  if (!("column" in field)) return true;
  if (field.column.generated !== undefined || field.isDiscriminator === true) return false;
  return field.kind !== "primitive" || field.role === undefined || field.role === "deletedAt";
}
