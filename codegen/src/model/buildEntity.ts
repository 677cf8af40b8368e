// One entity: its columns as fields, and the other ends of what leads to it.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { FieldConfig, OptimisticLock, RelationConfig } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import type { EntitySource } from "../source/EntitySource.ts";
import { type Classified, type NamedTable, shown } from "./classifyTables.ts";
import type { CollectionModel } from "./collectionsOf.ts";
import { columnFieldNameOf, plainNameOf } from "./columnFieldNameOf.ts";
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
import { entityFileOf } from "./entityFileOf.ts";
import { enumOf } from "./enumOf.ts";
import type { Hierarchies } from "./hierarchiesOf.ts";
import { holdersOf } from "./holdersOf.ts";
import { camelOf } from "./identifierOf.ts";
import { idOf } from "./idOf.ts";
import { isView } from "./isView.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import { narrowedColumn } from "./narrowedColumn.ts";
import { narrowedFields } from "./narrowedFields.ts";
import type { Overrides } from "./Overrides.ts";
import { parseDefault } from "./parseDefault.ts";
import { primitiveOf } from "./primitiveOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { readOrder } from "./readOrder.ts";
import { readUniqueBy } from "./readUniqueBy.ts";
import { recursiveNameOf } from "./recursiveNameOf.ts";
import { referencedEnum } from "./referencedEnum.ts";
import type { References } from "./References.ts";
import type { Reference } from "./referencesOf.ts";
import { isUnique, uniqueIndexesOf } from "./uniqueIndexesOf.ts";
import { withPolymorphics } from "./withPolymorphics.ts";

/** What all entities of a domain are built from. */
export interface EntityContext {
  readonly settings: Settings;
  readonly classified: Classified;
  readonly hierarchies: Hierarchies;
  readonly overrides: Overrides;
  readonly references: References;
  /** What join tables make, by entity. */
  readonly collections: ReadonlyMap<string, ReadonlyArray<CollectionModel>>;
  readonly nativeEnums: ReadonlyArray<NativeEnumModel>;
  readonly problems: Problems;
}

/**
 * @param source what the entity's file says
 * @param base what the entity extends
 */
export function buildEntity(
  { name, table }: NamedTable,
  tag: string,
  source: EntitySource,
  context: EntityContext,
  base: EntityModel | undefined,
): EntityModel {
  const { settings, problems, hierarchies } = context;
  const lock = lockOf(name, context);
  const config = settings.entities[name] ?? {};
  const lineage = hierarchies.of(name);
  const key = table.columns.find((column) => column.name === table.primaryKey!.columns[0])!;
  const columns = table.columns
    .filter((column) => column !== key || context.references.of(column) !== undefined)
    .filter((column) => !isIgnored(name, table, column, context))
    .flatMap((column) => columnField(name, table, column, source.defaults, context) ?? []);
  const roles = columns.map((field) => (field.kind === "primitive" ? field.role : undefined));
  checkLock(name, table, roles, context);
  const inherited = base === undefined ? [] : [...base.inherited, ...base.fields];
  const defaults = [...source.defaults, ...configuredDefaults(name, inherited, context)];
  const inheritedColumns = inherited.filter((field) => "column" in field);
  const inTable = lineage?.kind === "sti" ? [...inheritedColumns, ...columns] : columns;
  const nameOf = new Map(inTable.map((field) => [field.column.name, field.name]));
  return {
    name,
    tag,
    table,
    view: isView(table) ? (table.kind === "view" ? "view" : "materialized") : undefined,
    comment: base?.table === table ? undefined : readComment(table.comment).text,
    subtypeOf: base && { base: base.name, kind: lineage!.kind, cascades: lineage!.cascades },
    subTypes: hierarchies.subTypesOf(name),
    isAbstract: lineage?.isAbstract === true,
    file: entityFileOf(name, config.directory),
    discriminator: columns.find(({ isDiscriminator }) => isDiscriminator === true)?.name,
    discriminatorValue: lineage?.code,
    ...(base === undefined && (lock === false || lock === "version") ? { isUnlocked: true } : {}),
    id: base
      ? keyOfSubtype(name, key, base, problems)
      : idOf(name, key, config, settings, problems),
    fields: [
      ...withPolymorphics(name, table, columns, source.defaults, context),
      ...otherEnds(name, context),
    ],
    inherited,
    narrowed: narrowedFields(name, inherited, defaults, context),
    defaults,
    uniques: uniquesOf(table, nameOf.set(key.name, "id")).filter(
      ({ fields }) =>
        base === undefined || fields.some((field) => columns.some((own) => own.name === field)),
    ),
    foreignKeys: isView(table) ? [] : foreignKeysOf(table, columns),
    orderBy: readOrder(
      `entities.${name}.orderBy`,
      config.orderBy,
      [...inheritedColumns, ...columns],
      problems,
    ),
    uniqueBy: readUniqueBy(name, config.uniqueBy, [...inheritedColumns, ...columns], problems),
    uniqueByMatch: config.uniqueByMatch === "all" ? "all" : undefined,
    properties: source.properties,
    owned: [...(base?.owned ?? []), ...(source.cascades ?? [])],
    scopes: [
      ...(base?.scopes ?? []).filter((scope) =>
        source.scopes.every((own) => own.name !== scope.name),
      ),
      ...source.scopes.map((scope) => ({ ...scope, entity: name })),
    ],
  };
}

/** Inherited fields of which the configuration of a subtype says that something gives them a value. */
function configuredDefaults(
  entity: string,
  inherited: ReadonlyArray<FieldModel>,
  { overrides }: EntityContext,
): ReadonlyArray<string> {
  return inherited.flatMap((field) => {
    if (!("column" in field)) return [];
    const { name, column } = field;
    const config =
      field.kind === "m2o"
        ? overrides.relation(entity, name, column.name)
        : overrides.field(entity, name, column.name);
    return config?.hasDefault === true ? [name] : [];
  });
}

/** A subtype has the ids of what it extends. */
function keyOfSubtype(
  name: string,
  key: DbColumn,
  { id }: EntityModel,
  problems: Problems,
): EntityModel["id"] {
  if (keyTypeOf(key.type) !== id.key)
    problems.error(`${name}: its key ${key.name} is of another type than the key it refers to.`);
  return { ...id, column: key.name, isIdentityAlways: undefined };
}

/** The entity with which a table's columns are configured: of types that share a table, the table's own. */
function ownerOf(entity: string, hierarchies: Hierarchies): string {
  return hierarchies.of(entity)?.kind === "sti" ? hierarchies.rootOf(entity) : entity;
}

/** Search vectors are for conditions: nobody reads them, unless the configuration says so. */
function isIgnored(
  entity: string,
  table: DbTable,
  column: DbColumn,
  { overrides, references, problems, hierarchies }: EntityContext,
): boolean {
  const { name, type } = column;
  const owner = ownerOf(entity, hierarchies);
  const reference = references.of(column);
  const plain = reference?.name ?? camelOf(name);
  const isSearch = type === "tsvector" || type === "tsquery";
  const config =
    reference === undefined
      ? overrides.field(owner, plain, name)
      : overrides.mistaken(owner, plain, name);
  if (!(config?.ignore ?? isSearch)) return false;
  const path = `entities.${owner}.fields.${plain}.ignore`;
  if (reference !== undefined)
    problems.error(`${path}: ${shown(table)}.${name} is a reference, which cannot be left out`);
  if (column.notNull === true && column.generated === undefined && !parseDefault(column))
    problems.error(
      `${path}: ${shown(table)}.${name} is NOT NULL without a default, so nothing could be inserted`,
    );
  return true;
}

/** A column as a field of an entity; nothing when only other types of the table have it. */
function columnField(
  entity: string,
  table: DbTable,
  column: DbColumn,
  defaultsInCode: ReadonlyArray<string>,
  context: EntityContext,
): ColumnFieldModel | undefined {
  const { overrides, references, classified, nativeEnums, hierarchies, problems } = context;
  const isRoot = hierarchies.of(entity)?.base === undefined;
  const owner = ownerOf(entity, hierarchies);
  const comment = readComment(column.comment);
  if (comment.isBroken)
    problems.warn(
      `${shown(table)}.${column.name}: the [pg-structure] marker of its comment is not JSON with fieldName or otherFieldName.`,
    );
  const reference = references.of(column);
  const keyOfEnum =
    reference === undefined ? referencedEnum(table, column, classified.enums) : undefined;
  const isKey = reference !== undefined || keyOfEnum !== undefined;
  const plain = plainNameOf(column, isKey);
  const config: FieldConfig & RelationConfig =
    (reference === undefined
      ? overrides.field(owner, plain, column.name)
      : overrides.relation(owner, plain, column.name)) ?? {};
  const ofEnum =
    reference === undefined
      ? (keyOfEnum ?? enumOf(table, column, config, classified.enums, nativeEnums, problems))
      : undefined;
  const name = reference?.name ?? columnFieldNameOf(owner, column, isKey, overrides);
  const holders =
    reference === undefined
      ? holdersOf(owner, name, config, hierarchies, problems)
      : [reference.entity];
  if (!holders.includes(entity)) return undefined;
  const isRequired =
    column.notNull === true ||
    config.notNull === true ||
    (config.stiNotNull === true && entity !== owner);
  const base = {
    name,
    column,
    comment: comment.text,
    notNull: isRequired,
    default: parseDefault(column),
    unique: isUnique(table, column.name),
    hasDefaultInCode: defaultsInCode.includes(name) || config.hasDefault === true,
    ...(config.readBack === true ? { isReadBack: true as const } : {}),
    ...(config.sensitive === true ? { isSensitive: true as const } : {}),
    ...(config.stiDiscriminator === undefined ? {} : { isDiscriminator: true as const }),
  };
  if (config.stiDiscriminator !== undefined)
    checkCodes(
      `entities.${entity}.fields.${plain}`,
      config.stiDiscriminator,
      column,
      ofEnum?.enum,
      context,
    );
  if (reference !== undefined)
    return {
      ...base,
      kind: "m2o",
      other: reference.other,
      otherField: reference.otherName,
      component: reference.polymorphic,
      onDelete: reference.onDelete,
      isDeferred: reference.isDeferred,
    };
  const path = `entities.${owner}.fields.${plain}`;
  // Times and versions of a hierarchy are the root's.
  const role =
    isRoot && !isView(table)
      ? roleOf(table, column, lockOf(entity, context), context.settings)
      : undefined;
  const isLazy = config.lazy === true;
  const protection = protectionOf(config);
  if (isLazy && (ofEnum !== undefined || role !== undefined))
    problems.error(
      `${path}.lazy: only plain columns can be left out, not ${ofEnum === undefined ? "those that are kept by us" : "enums"}`,
    );
  if (protection !== undefined && (role !== undefined || column.generated !== undefined))
    problems.error(`${path}.protected: nobody sets this field`);
  if (ofEnum !== undefined) return { ...base, kind: "enum", ...ofEnum, protection };
  const primitive = primitiveOf(column, config, path, context.settings, nativeEnums, problems);
  return { ...base, kind: "primitive", ...primitive, role, isLazy, protection };
}

function protectionOf(config: FieldConfig): Protection | undefined {
  if (config.protected === "read") return "read";
  return config.protected === true ? "set" : undefined;
}

/** The codes that tell types must be among those that the column can hold. */
function checkCodes(
  path: string,
  codes: Readonly<Record<string, string>>,
  column: DbColumn,
  enumName: string | undefined,
  { classified, nativeEnums, problems }: EntityContext,
): void {
  const rows = classified.enums.find(({ name }) => name === enumName)?.table.rows;
  const values =
    rows?.map((row) => row["code"]!) ??
    nativeEnums.find(({ type }) => type === column.type)?.values.map(({ code }) => code);
  for (const code of Object.keys(codes)) {
    const isInteger = ["smallint", "integer", "bigint"].includes(column.type) && rows === undefined;
    if (values === undefined ? isInteger && !/^-?\d+$/u.test(code) : !values.includes(code))
      problems.error(
        `${path}.stiDiscriminator: ${column.name} never holds ${JSON.stringify(code)}.`,
      );
  }
}

const timestampRoles = ["createdAt", "updatedAt", "deletedAt"] as const;

function roleOf(
  table: DbTable,
  column: DbColumn,
  lock: OptimisticLock | undefined,
  { timestampColumns }: Settings,
): ColumnRole | undefined {
  if (column.generated !== undefined) return undefined;
  const { name, type } = column;
  const mayBeVersion = lock === undefined || lock === "version";
  if (mayBeVersion && isVersion(column)) return "version";
  return timestampRoles.find((role) => {
    const { names, isBoolean } = timestampColumns[role];
    const first = names.find((each) => table.columns.some((other) => other.name === each));
    return first === name && (type.startsWith("timestamp ") || (isBoolean && type === "boolean"));
  });
}

function isVersion({ name, type, notNull, generated }: DbColumn): boolean {
  return name === "version" && type === "integer" && notNull === true && generated === undefined;
}

/** What is asked for of the table in particular must be there. */
function checkLock(
  name: string,
  { columns }: DbTable,
  roles: ReadonlyArray<ColumnRole | undefined>,
  { settings, hierarchies, problems }: EntityContext,
): void {
  const lock = settings.entities[name]?.optimisticLock;
  const path = `entities.${name}.optimisticLock`;
  if (lock === undefined) return;
  const root = hierarchies.rootOf(name);
  if (root !== name) problems.error(`${path}: is that of ${root}`);
  else if (lock === "version" && !columns.some(isVersion))
    problems.error(`${path}: there is no column version that is integer and NOT NULL`);
  else if (lock === "updatedAt" && !roles.includes("updatedAt"))
    problems.error(`${path}: there is no column that keeps the time of the last change`);
}

/** As the root of its hierarchy says, else as the configuration does. */
function lockOf(
  entity: string,
  { settings, hierarchies }: EntityContext,
): OptimisticLock | undefined {
  const { optimisticLock: own } = settings.entities[hierarchies.rootOf(entity)] ?? {};
  return own ?? settings.optimisticLock;
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
  return table.foreignKeys.flatMap((key) => {
    const { columns } = key;
    const column = columns.length === 1 ? columns[0] : narrowedColumn(table, key);
    const field = fields.find((each) => each.kind !== "primitive" && each.column.name === column);
    return field === undefined ? [] : [[key.name, field.name] as const];
  });
}

function otherEnds(
  entity: string,
  { references, collections }: EntityContext,
): ReadonlyArray<FieldModel> {
  const leadingHere = references.to(entity);
  const reversed = leadingHere.map((reference): OneToManyModel => ({
    kind: reference.isUnique ? "o2o" : "o2m",
    name: reference.otherName,
    other: reference.entity,
    otherField: reference.name,
    isLarge: reference.isOtherLarge,
    isOfView: isView(reference.table),
    shown: reference.otherShown,
  }));
  const recursive = leadingHere
    .filter((each) => each.entity === entity && !each.skipsRecursion)
    .flatMap(bothWays);
  return [...reversed, ...recursive, ...(collections.get(entity) ?? [])].toSorted((a, b) =>
    compareText(a.name, b.name),
  );
}

/** All that a reference leads to when it is followed over and over, and all that lead here by it. */
function bothWays({ entity, name, otherName }: Reference): ReadonlyArray<RecursiveModel> {
  const down = recursiveNameOf(otherName);
  const plain = recursiveNameOf(name);
  // `twin` and `twins` have one plural.
  const up = plain === down ? `${name}Recursive` : plain;
  return [
    { kind: "recursive", name: up, other: entity, otherField: down, along: name },
    { kind: "recursive", name: down, other: entity, otherField: up, along: otherName },
  ];
}
