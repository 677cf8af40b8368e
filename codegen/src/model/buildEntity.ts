// One entity: its columns as fields, and the other ends of what leads to it.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { Settings } from "../config/toSettings.ts";
import { type Classified, type NamedTable, shown } from "./classifyTables.ts";
import { columnFieldNameOf } from "./columnFieldNameOf.ts";
import { compareText } from "./compareText.ts";
import type {
  ColumnFieldModel,
  ColumnRole,
  EntityModel,
  EnumCollectionModel,
  FieldModel,
  ManyToManyModel,
  NativeEnumModel,
  OneToManyModel,
} from "./DomainModel.ts";
import { enumOf } from "./enumOf.ts";
import { camelOf } from "./identifierOf.ts";
import { idOf } from "./idOf.ts";
import type { Overrides } from "./Overrides.ts";
import { parseDefault } from "./parseDefault.ts";
import { primitiveOf } from "./primitiveOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { readOrder } from "./readOrder.ts";
import type { Reference } from "./referencesOf.ts";
import { isUnique, uniqueIndexesOf } from "./uniqueIndexesOf.ts";
import { withPolymorphics } from "./withPolymorphics.ts";

/** What all entities of a domain are built from. */
export interface EntityContext {
  readonly settings: Settings;
  readonly classified: Classified;
  readonly overrides: Overrides;
  readonly references: ReadonlyArray<Reference>;
  /** Many-to-many and enum collections by entity. */
  readonly collections: ReadonlyMap<string, ReadonlyArray<ManyToManyModel | EnumCollectionModel>>;
  readonly nativeEnums: ReadonlyArray<NativeEnumModel>;
  readonly problems: Problems;
}

/** @param defaultsInCode fields that the entity's file gives a default */
export function buildEntity(
  { name, table }: NamedTable,
  tag: string,
  defaultsInCode: ReadonlyArray<string>,
  context: EntityContext,
): EntityModel {
  const { settings, problems } = context;
  const config = settings.entities[name] ?? {};
  const key = table.columns.find((column) => column.name === table.primaryKey!.columns[0])!;
  const columns = table.columns
    .filter((column) => column !== key && !isIgnored(name, table, column, context))
    .map((column) => columnField(name, table, column, defaultsInCode, context));
  const nameOf = new Map(columns.map((field) => [field.column.name, field.name]));
  return {
    name,
    tag,
    table,
    comment: readComment(table.comment).text,
    id: idOf(name, key, config, settings, problems),
    fields: [...withPolymorphics(name, table, columns, context), ...otherEnds(name, context)],
    uniques: uniquesOf(table, nameOf.set(key.name, "id")),
    foreignKeys: foreignKeysOf(table, columns),
    orderBy: readOrder(name, config.orderBy, columns, problems),
  };
}

/** Search vectors are for conditions: nobody reads them, unless the configuration says so. */
function isIgnored(
  entity: string,
  table: DbTable,
  column: DbColumn,
  { overrides, references, problems }: EntityContext,
): boolean {
  const { name, type } = column;
  const reference = references.find((each) => each.table === table && each.column === column);
  const plain = reference?.name ?? camelOf(name);
  const isSearch = type === "tsvector" || type === "tsquery";
  if (!(overrides.field(entity, plain, name)?.ignore ?? isSearch)) return false;
  const path = `entities.${entity}.fields.${plain}.ignore`;
  if (reference !== undefined)
    problems.error(`${path}: ${shown(table)}.${name} is a reference, which cannot be left out`);
  if (column.notNull === true && column.generated === undefined && !parseDefault(column))
    problems.error(
      `${path}: ${shown(table)}.${name} is NOT NULL without a default, so nothing could be inserted`,
    );
  return true;
}

function columnField(
  entity: string,
  table: DbTable,
  column: DbColumn,
  defaultsInCode: ReadonlyArray<string>,
  context: EntityContext,
): ColumnFieldModel {
  const { overrides, references, classified, nativeEnums, problems } = context;
  const comment = readComment(column.comment);
  if (comment.isBroken)
    problems.warn(
      `${shown(table)}.${column.name}: the [pg-structure] marker of its comment is not JSON with fieldName or otherFieldName.`,
    );
  const reference = references.find((each) => each.table === table && each.column === column);
  const plain = camelOf(column.name);
  const config = overrides.field(entity, plain, column.name) ?? {};
  const ofEnum =
    reference === undefined
      ? enumOf(table, column, config, classified, nativeEnums, problems)
      : undefined;
  // What is a reference in the database loses its ending, as references do.
  const isKey = ofEnum !== undefined && isForeignKey(table, column);
  const name = reference?.name ?? columnFieldNameOf(entity, column, isKey, overrides);
  const base = {
    name,
    column,
    comment: comment.text,
    notNull: column.notNull === true,
    default: parseDefault(column),
    unique: isUnique(table, column.name),
    hasDefaultInCode: defaultsInCode.includes(name),
  };
  if (reference !== undefined)
    return {
      ...base,
      kind: "m2o",
      other: reference.other,
      otherField: reference.otherName,
      component: reference.polymorphic,
    };
  if (ofEnum !== undefined) return { ...base, kind: "enum", ...ofEnum };
  const path = `entities.${entity}.fields.${plain}`;
  const primitive = primitiveOf(column, config, path, context.settings, nativeEnums, problems);
  return { ...base, kind: "primitive", ...primitive, role: roleOf(table, column) };
}

function isForeignKey({ foreignKeys }: DbTable, { name }: DbColumn): boolean {
  return foreignKeys.some(({ columns }) => columns.length === 1 && columns[0] === name);
}

const roles: ReadonlyArray<readonly [ColumnRole, ReadonlyArray<string>]> = [
  ["createdAt", ["created_at", "createdAt"]],
  ["updatedAt", ["updated_at", "updatedAt"]],
  ["deletedAt", ["deleted_at", "deletedAt"]],
];

function roleOf(table: DbTable, column: DbColumn): ColumnRole | undefined {
  if (column.generated !== undefined) return undefined;
  const { name, type } = column;
  if (name === "version" && type === "integer" && column.notNull === true) return "version";
  if (!type.startsWith("timestamp ")) return undefined;
  const role = roles.find(([, names]) => names.includes(name));
  const first = role?.[1].find((each) => table.columns.some((other) => other.name === each));
  return first === name ? role?.[0] : undefined;
}

function uniquesOf(table: DbTable, nameOf: ReadonlyMap<string, string>): EntityModel["uniques"] {
  return uniqueIndexesOf(table)
    .filter(({ columns }) => columns.every((column) => nameOf.has(column)))
    .map(({ name, columns }) => ({ name, fields: columns.map((column) => nameOf.get(column)!) }));
}

function foreignKeysOf(
  table: DbTable,
  fields: ReadonlyArray<ColumnFieldModel>,
): EntityModel["foreignKeys"] {
  return table.foreignKeys.flatMap(({ name, columns }) => {
    const field = fields.find(
      ({ kind, column }) => kind !== "primitive" && column.name === columns[0],
    );
    return columns.length === 1 && field !== undefined ? [[name, field.name] as const] : [];
  });
}

function otherEnds(
  entity: string,
  { references, collections }: EntityContext,
): ReadonlyArray<FieldModel> {
  const reversed = references
    .filter(({ other }) => other === entity)
    .map((reference): OneToManyModel => ({
      kind: reference.isUnique ? "o2o" : "o2m",
      name: reference.otherName,
      other: reference.entity,
      otherField: reference.name,
    }));
  return [...reversed, ...(collections.get(entity) ?? [])].toSorted((a, b) =>
    compareText(a.name, b.name),
  );
}
