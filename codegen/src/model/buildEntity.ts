// One entity: its columns as fields, and the other ends of what leads to it.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { FieldConfig } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import { type Classified, keyOf, type NamedTable, shown } from "./classifyTables.ts";
import type { CollectionModel } from "./collectionsOf.ts";
import { columnFieldNameOf, fieldConfigOf } from "./columnFieldNameOf.ts";
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
  TsType,
} from "./DomainModel.ts";
import { idOf } from "./idOf.ts";
import type { Overrides } from "./Overrides.ts";
import { parseDefault } from "./parseDefault.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { readOrder } from "./readOrder.ts";
import { recursiveNameOf } from "./recursiveNameOf.ts";
import type { Reference } from "./referencesOf.ts";
import { tsTypeOf } from "./tsTypeOf.ts";
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
    .filter((column) => column !== key && !isIgnored(column))
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

/** Search vectors are for conditions; nobody reads them. */
function isIgnored({ type }: DbColumn): boolean {
  return type === "tsvector" || type === "tsquery";
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
  const config = fieldConfigOf(entity, column, enumName !== undefined, overrides);
  const protection = protectionOf(config);
  const isLazy = config?.lazy === true;
  const role = roleOf(table, column);
  if (isLazy && (enumName !== undefined || role !== undefined))
    problems.error(
      `entities.${entity}.fields.${name}.lazy: only plain columns can be left out, not ${enumName === undefined ? "those that are kept by us" : "enums"}.`,
    );
  if (protection !== undefined && (role !== undefined || column.generated !== undefined))
    problems.error(`entities.${entity}.fields.${name}.protected: nobody sets this field.`);
  if (enumName !== undefined) return { ...base, kind: "enum", enum: enumName, protection };
  return { ...base, kind: "primitive", type: typeOf(column, context), role, isLazy, protection };
}

function protectionOf(config: FieldConfig | undefined): Protection | undefined {
  if (config?.protected === "read") return "read";
  return config?.protected === true ? "set" : undefined;
}

function typeOf(column: DbColumn, { nativeEnums, problems }: EntityContext): TsType {
  const names = new Map(nativeEnums.map(({ type, name }) => [type, name]));
  const { type, isKnown } = tsTypeOf(column.type, column.dimensions ?? 1, names);
  if (!isKnown) {
    const element = column.type.replace(/\[\]$/u, "");
    problems.warn(`The type ${element} has no mapping: its values are strings.`);
  }
  return type;
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
