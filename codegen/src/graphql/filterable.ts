// By what clients may filter and order: unless the configuration says otherwise, by what an index answers. A filter on any other column
// reads the whole table, whoever sends it.
import type { EntityModel, FieldModel, PrimitiveModel } from "../model/DomainModel.ts";
import { isIndexed } from "./isIndexed.ts";
import { scalarOf } from "./scalarOf.ts";
import type { Shown } from "./Shown.ts";

/** The type of the values that a field is compared with; `undefined` for what clients do not filter by. */
export function comparedType(
  field: FieldModel,
  entity: EntityModel,
  shown: Shown,
): string | undefined {
  if (!("column" in field) || !isOffered(field.column.name, field.name, entity, shown))
    return undefined;
  if (field.kind === "m2o") return "ID";
  if (field.kind === "enum") return field.isArray ? undefined : field.enum;
  const scalar = field.isLazy || isConverted(field) ? undefined : scalarOf(field);
  return scalar === undefined || scalar === "JSON" || scalar.startsWith("[") ? undefined : scalar;
}

/** Values of types of the application have no form that a client could compare with. */
function isConverted({ mapping }: PrimitiveModel): boolean {
  return mapping.codec !== undefined || mapping.jsonSchema !== undefined;
}

/** Whether the fields of the entity's own table and of its bases' may be filtered by. */
function isOffered(
  column: string,
  field: string,
  entity: EntityModel,
  { settings, model }: Shown,
): boolean {
  if (settings.unindexed || isIndexed(entity.table, column)) return true;
  const base = model.entities.find(({ name }) => name === entity.subtypeOf?.base);
  const isInherited = entity.inherited.some(({ name }) => name === field);
  return (
    base !== undefined &&
    isInherited &&
    isOffered(column, field, base, { settings, model } as Shown)
  );
}

/** Whether a collection can be filtered by: the foreign key of its members is found by an index. */
export function isFilterableCollection(field: FieldModel, { model, settings }: Shown): boolean {
  if (field.kind === "m2m") return true;
  if (field.kind !== "o2m" && field.kind !== "o2o") return false;
  const other = model.entities.find(({ name }) => name === field.other);
  const key = other?.fields.find(({ name }) => name === field.otherField);
  if (settings.unindexed) return true;
  return (
    other !== undefined &&
    key !== undefined &&
    "column" in key &&
    isIndexed(other.table, key.column.name)
  );
}
