// One entity: its columns as fields, and the other ends of what leads to it.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { FieldConfig } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import { type Classified, keyOf, type NamedTable, shown } from "./classifyTables.ts";
import type { CollectionModel } from "./collectionsOf.ts";
import { columnFieldNameOf, referenceNameOf } from "./columnFieldNameOf.ts";
import { compareText } from "./compareText.ts";
import type {
  ColumnFieldModel,
  ColumnRole,
  EntityModel,
  FieldModel,
  NativeEnumModel,
  OneToManyModel,
  Protection,
  RecursiveModel,
} from "./DomainModel.ts";
import { camelOf } from "./identifierOf.ts";
import { idOf } from "./idOf.ts";
import type { Overrides } from "./Overrides.ts";
import { parseDefault } from "./parseDefault.ts";
import { primitiveOf } from "./primitiveOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { readOrder } from "./readOrder.ts";
import { recursiveNameOf } from "./recursiveNameOf.ts";
import type { Reference } from "./referencesOf.ts";
import { isUnique, uniqueIndexesOf } from "./uniqueIndexesOf.ts";
import { withPolymorphics } from "./withPolymorphics.ts";

/** What all entities of a domain are built from. */
export interface EntityContext {
  readonly settings: Settings;
  readonly classified: Classified;
  readonly overrides: Overrides;
  readonly references: ReadonlyArray<Reference>;
  /** What join tables make, by entity. */
  readonly collections: ReadonlyMap<string, ReadonlyArray<CollectionModel>>;
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
    orderBy: readOrder(name, config.orderBy, columns.filter(isRead), problems),
  };
}

/** An order by what is not read would have nothing to compare. */
function isRead(field: ColumnFieldModel): boolean {
  return field.kind !== "primitive" || !field.isLazy;
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
  const { overrides, references, classified, problems } = context;
  const comment = readComment(column.comment);
  if (comment.isBroken)
    problems.warn(
      `${shown(table)}.${column.name}: the [pg-structure] marker of its comment is not JSON with fieldName or otherFieldName.`,
    );
  const reference = references.find((each) => each.table === table && each.column === column);
  const enumName = reference === undefined ? enumOf(table, column, classified) : undefined;
  const name =
    reference?.name ?? columnFieldNameOf(entity, column, enumName !== undefined, overrides);
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
  const plain = enumName === undefined ? camelOf(column.name) : referenceNameOf(column.name);
  const config = overrides.field(entity, plain, column.name) ?? {};
  const path = `entities.${entity}.fields.${plain}`;
  const role = roleOf(table, column);
  const isLazy = config.lazy === true;
  const protection = protectionOf(config);
  if (isLazy && (enumName !== undefined || role !== undefined))
    problems.error(
      `${path}.lazy: only plain columns can be left out, not ${enumName === undefined ? "those that are kept by us" : "enums"}`,
    );
  if (protection !== undefined && (role !== undefined || column.generated !== undefined))
    problems.error(`${path}.protected: nobody sets this field`);
  if (enumName !== undefined) return { ...base, kind: "enum", enum: enumName, protection };
  const { settings, nativeEnums } = context;
  const primitive = primitiveOf(column, config, path, settings, nativeEnums, problems);
  return { ...base, kind: "primitive", ...primitive, role, isLazy, protection };
}

function protectionOf(config: FieldConfig): Protection | undefined {
  if (config.protected === "read") return "read";
  return config.protected === true ? "set" : undefined;
}

function enumOf(table: DbTable, column: DbColumn, { enums }: Classified): string | undefined {
  const key = table.foreignKeys.find(
    ({ columns, references }) =>
      columns.length === 1 && columns[0] === column.name && references.columns[0] === "id",
  );
  if (key === undefined) return undefined;
  const target = keyOf({ schema: key.references.schema, name: key.references.table });
  return enums.find((named) => keyOf(named.table) === target)?.name;
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
      isLarge: reference.isOtherLarge,
    }));
  const recursive = references
    .filter((each) => each.entity === entity && each.other === entity && !each.skipsRecursion)
    .flatMap(bothWays);
  return [...reversed, ...recursive, ...(collections.get(entity) ?? [])].toSorted((a, b) =>
    compareText(a.name, b.name),
  );
}

/** All that a reference leads to when it is followed over and over, and all that lead here by it. */
function bothWays({ entity, name, otherName }: Reference): ReadonlyArray<RecursiveModel> {
  const [up, down] = [recursiveNameOf(name), recursiveNameOf(otherName)];
  return [
    { kind: "recursive", name: up, other: entity, otherField: down, along: name },
    { kind: "recursive", name: down, other: entity, otherField: up, along: otherName },
  ];
}
