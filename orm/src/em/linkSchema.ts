// Links the plain data of a schema with the classes: from names to objects, once per domain.
import { DomainError } from "../errors/DomainError.ts";
import { groupBy } from "../kit/groupBy.ts";
import type { Codec } from "../schema/Codec.ts";
import { codecFor } from "../schema/codecFor.ts";
import { arrayCodec } from "../schema/codecs/arrayCodec.ts";
import { enumCodec } from "../schema/codecs/enumCodec.ts";
import { nativeEnumCodec } from "../schema/codecs/nativeEnumCodec.ts";
import type { Domain } from "../schema/Domain.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ColumnField,
  EnumTable,
  Field,
  IdNamedField,
  JoinTable,
  JoinTableFacts,
  ManyToManyField,
  PrimaryKeyField,
  OneToManyField,
} from "../schema/Field.ts";
import { isMember, isRelationField } from "../schema/isRelationField.ts";
import { orderTables } from "../schema/orderTables.ts";
import type {
  ColumnSchema,
  EntitySchema,
  EnumTableSchema,
  FieldSchema,
  JoinTableSchema,
  KeyType,
} from "../schema/Schema.ts";
import { ShapeCache } from "../schema/ShapeCache.ts";
import { quoteQualified } from "../sql/identifier.ts";
import type { MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import {
  basesFirst,
  hierarchyProblems,
  linkBase,
  linkParts,
  linkReading,
} from "./linkHierarchy.ts";
import { primitiveField } from "./primitiveField.ts";

export type EntityClasses = Readonly<Record<string, MaybeAbstractEntityConstructor>>;

/** An `EntityMeta` while its parts are being filled in. */
interface Draft {
  meta: EntityMeta;
  fields: Map<string, Field>;
}

/** @throws DomainError (`DOMAIN`) listing everything that does not fit */
export function linkSchema(domain: Domain, classes: EntityClasses): EntityMeta[] {
  const { entities } = domain.schema;
  const problems = problemsOf(entities, classes);
  if (problems.length > 0) throw new DomainError({ problems });
  const order = orderTables(entities);
  const drafts = new Map<string, Draft>();
  for (const type of basesFirst(entities)) {
    const entity = entities[type]!;
    const base = drafts.get(entity.subtypeOf?.base ?? "");
    drafts.set(type, draftOf(domain, type, entity, base, classes[type]!, order));
  }
  for (const [type, { fields }] of drafts)
    for (const [name, field] of Object.entries(entities[type]!.fields))
      linkOther(fields, fields.get(name)!, field, drafts);
  for (const { meta } of drafts.values()) linkIdNames(meta, entities);
  for (const [type, draft] of drafts) linkConstraints(draft, entities[type]!);
  linkOrders(drafts, entities);
  const metadata = Object.keys(entities).map((type) => drafts.get(type)!.meta);
  placeLazyColumns([...drafts.values()].map(({ meta }) => meta));
  for (const meta of metadata) linkReading(meta, entities);
  return metadata;
}

function problemsOf(
  entities: Readonly<Record<string, EntitySchema>>,
  classes: EntityClasses,
): string[] {
  const problems = hierarchyProblems(entities, classes);
  const tags = new Map<string, string>();
  for (const [type, { tag, fields, subtypeOf }] of Object.entries(entities)) {
    if (classes[type] === undefined)
      problems.push(`${type}: no class was given for this entity; run codegen`);
    // Subtypes have the tag of what they extend.
    const holder = subtypeOf === undefined ? tags.get(tag) : undefined;
    if (holder !== undefined) problems.push(`${type}: the tag "${tag}" is already ${holder}'s`);
    if (subtypeOf === undefined) tags.set(tag, type);
    for (const [name, field] of Object.entries(fields))
      if ("other" in field && entities[field.other]?.fields[field.otherField] === undefined)
        problems.push(
          `${type}.${name}: there is no ${field.other}.${field.otherField}; run codegen`,
        );
  }
  return problems;
}

function draftOf(
  domain: Domain,
  type: string,
  entity: EntitySchema,
  base: Draft | undefined,
  cstr: MaybeAbstractEntityConstructor,
  order: ReadonlyArray<string>,
): Draft {
  const { tagDelimiter, idType } = domain.schema.settings;
  // A subtype shares the fields of its base, whose columns come first: each has one place in all types.
  const fields = new Map<string, Field>(base?.fields);
  const columns: ColumnField[] = [...(base?.meta.columns ?? [])];
  const meta = {
    domain,
    type,
    cstr,
    tagName: entity.tag,
    tagPrefix: entity.tag + tagDelimiter,
    idType: entity.id.idType ?? idType,
    idDbType: entity.id.key,
    idGenerator: entity.id.generator,
    sequence: entity.id.sequence,
    isIdentityAlways: entity.id.isIdentityAlways === true,
    schemaName: entity.schemaName,
    tableName: entity.tableName,
    table: quoteQualified(entity.schemaName, entity.tableName),
    view: entity.view,
    fields,
    columns,
    shapes: new ShapeCache(),
    config: (cstr as { readonly config?: unknown }).config,
  } as unknown as EntityMeta;
  linkBase(meta, entity, base?.meta);
  Object.assign(meta, { tableOrder: order.indexOf(meta.tableType.type), texts: new Map() });
  const keyField =
    entity.subtypeOf?.kind === "sti" ? base!.meta.keyField : primaryKeyOf(meta, entity);
  const idField = base?.meta.idField ?? keyField;
  if (base === undefined) {
    fields.set("id", idField);
    columns.push(idField);
  }
  for (const [name, field] of Object.entries(entity.fields)) {
    const made = fieldOf(domain, meta, name, field, entity, columns.length);
    fields.set(name, made);
    if ("index" in made && made.kind !== "lazy") columns.push(made);
  }
  const all = [...fields.values()];
  const lazyColumns = all.filter((field) => field.kind === "lazy");
  const relations = all.filter((field) => isRelationField(field));
  const recursiveFields = all.filter((field) => field.kind === "recursive");
  const withObjects = all.filter(
    (field) => isRelationField(field) || field.kind === "recursive" || field.kind === "lazy",
  );
  for (const [relationIndex, field] of withObjects.entries())
    Object.assign(field, { relationIndex });
  const allColumns = [...columns, ...lazyColumns];
  const members = { idField, keyField, relations, recursiveFields, lazyColumns, allColumns };
  Object.assign(meta, { slots: withObjects.length });
  return { meta: Object.assign(meta, members), fields };
}

/** Lazy columns come behind all others of a hierarchy, so that they too have one place in all of its types. */
function placeLazyColumns(metadata: ReadonlyArray<EntityMeta>): void {
  for (const [, types] of groupBy(metadata, ({ rootType }) => rootType)) {
    let width = Math.max(...types.map(({ columns }) => columns.length));
    for (const type of types)
      for (const field of type.lazyColumns)
        if (field.meta === type) Object.assign(field, { index: width++ });
    for (const type of types) Object.assign(type, { width });
  }
}

const keyTypes: Readonly<Record<KeyType, string>> = {
  int: "integer",
  bigint: "bigint",
  uuid: "uuid",
  text: "text",
};

function primaryKeyOf(meta: EntityMeta, { id }: EntitySchema): PrimaryKeyField {
  return {
    kind: "primaryKey",
    fieldName: "id",
    meta,
    index: 0,
    column: id.column,
    codec: { ...codecFor("text"), type: keyTypes[id.key] },
    notNull: true,
    immutable: true,
    isProtected: false,
    isFilledByDatabase: id.generator === "database",
    isGenerated: false,
    isReadBack: false,
    isSensitive: false,
    literalDefault: undefined,
  };
}

/** A field without what leads to other entities; `linkOther` adds that once all of them are there. */
function fieldOf(
  domain: Domain,
  meta: EntityMeta,
  fieldName: string,
  field: FieldSchema,
  entity: EntitySchema,
  index: number,
): Field {
  switch (field.kind) {
    case "primitive": {
      return {
        ...primitiveField(domain, meta.type, fieldName, field),
        ...(field.lazy === true ? { kind: "lazy" } : {}),
        ...columnOf(meta, fieldName, field, entity, index),
      } as Field;
    }
    case "enum": {
      const isArray = field.type.endsWith("[]");
      const element = isArray ? field.type.slice(0, -2) : field.type;
      const scalar = codecOfEnum(domain, `${meta.type}.${fieldName}`, field.enum, element);
      return {
        kind: "enum",
        codec: isArray ? arrayCodec(scalar) : scalar,
        ofNull: isArray ? none : undefined,
        enumTable: isArray ? undefined : enumTableOf(domain, field.enum),
        ...columnOf(meta, fieldName, field, entity, index),
      };
    }
    case "m2o":
      // A reference keeps the key as text, whatever its type.
      return {
        kind: "m2o",
        codec: { ...codecFor("text"), type: field.type },
        onDelete: field.onDelete,
        isDeferred: field.deferred === true,
        ...columnOf(meta, fieldName, field, entity, index),
      } as unknown as Field;
    case "poly":
      return { kind: "poly", fieldName, meta, notNull: field.notNull } as unknown as Field;
    case "o2m":
      return {
        kind: "o2m",
        fieldName,
        meta,
        isLarge: field.large === true,
      } as unknown as Field;
    case "o2o":
    case "recursive":
      return { kind: field.kind, fieldName, meta } as unknown as Field;
    case "m2mEnum": {
      const { joinTable } = field;
      const type = keyTypes[(domain.schema.enums[field.enum] as EnumTableSchema).key];
      return {
        kind: "m2mEnum",
        fieldName,
        meta,
        joinTable: joinTableFacts(joinTable),
        column: joinTable.column,
        otherColumn: joinTable.otherColumn,
        codec: codecOfEnum(domain, `${meta.type}.${fieldName}`, field.enum, type),
        codes: domain.enums[field.enum]!.getValues(),
      } as unknown as Field;
    }
    case "m2m":
      return {
        kind: "m2m",
        fieldName,
        meta,
        isLarge: field.large === true,
        column: field.joinTable.column,
        otherColumn: field.joinTable.otherColumn,
      } as unknown as Field;
  }
}

const none: ReadonlyArray<never> = Object.freeze([]);

/** @throws DomainError (`DOMAIN`) */
function codecOfEnum(domain: Domain, member: string, name: string, type: string): Codec<string> {
  const metadata = domain.enums[name];
  const schema = domain.schema.enums[name];
  if (metadata === undefined || schema === undefined)
    throw new DomainError({ problems: [`${member}: no enum ${name} was given`] });
  if (!("findById" in metadata)) return nativeEnumCodec(type, metadata);
  const { schemaName, tableName } = schema as EnumTableSchema;
  return enumCodec(type, metadata, `${schemaName}.${tableName}`);
}

/** A native enum has no table. */
function enumTableOf({ schema }: Domain, name: string): EnumTable | undefined {
  const found = schema.enums[name]!;
  if (!("tableName" in found)) return undefined;
  const { schemaName, tableName, orderColumn = "code" } = found;
  const table = quoteQualified(schemaName, tableName);
  return { tableName, table, idColumn: "id", orderColumn };
}

function columnOf(
  meta: EntityMeta,
  fieldName: string,
  field: ColumnSchema,
  { timestamps, version, discriminator }: EntitySchema,
  index: number,
): Omit<PrimaryKeyField, "kind" | "codec"> {
  const isGenerated = field.generated === true;
  const isKeptByUs =
    fieldName === timestamps.createdAt ||
    fieldName === timestamps.updatedAt ||
    fieldName === version ||
    fieldName === discriminator;
  return {
    fieldName,
    meta,
    index,
    column: field.column,
    notNull: field.notNull,
    immutable: isGenerated || isKeptByUs,
    isProtected: "protected" in field && field.protected === true,
    isFilledByDatabase: isGenerated || field.default === "expression",
    isGenerated,
    isReadBack: isGenerated || field.readBack === true,
    isSensitive: field.sensitive === true,
    literalDefault: typeof field.default === "object" ? field.default.literal : undefined,
  };
}

function linkOther(
  fields: ReadonlyMap<string, Field>,
  field: Field,
  schema: FieldSchema,
  drafts: ReadonlyMap<string, Draft>,
): void {
  if (schema.kind === "poly") {
    const components = schema.components.map((name) => fields.get(name)!);
    for (const component of components) Object.assign(component, { whole: field });
    Object.assign(field, { components });
  }
  if (!("other" in schema)) return;
  const other = drafts.get(schema.other)!;
  const otherField = other.fields.get(schema.otherField)!;
  Object.assign(field, { otherMeta: other.meta, otherField });
  if (schema.kind === "recursive") Object.assign(field, { along: other.fields.get(schema.along)! });
  if (schema.kind === "m2m") linkJoinTable(field as ManyToManyField, schema.joinTable);
}

/** References are called after themselves, collections as codegen says; a member of that name goes before. */
function linkIdNames(meta: EntityMeta, entities: Readonly<Record<string, EntitySchema>>): void {
  const idNames = new Map<string, IdNamedField>();
  for (const field of meta.relations) {
    if (field.kind === "m2mEnum" || !isMember(field)) continue;
    const schema = entities[field.meta.type]!.fields[field.fieldName]!;
    const named = "ids" in schema ? schema.ids : undefined;
    const isMany = field.kind === "o2m" || field.kind === "m2m";
    const name = isMany ? named : `${field.fieldName}Id`;
    const fieldIdName = name === undefined || meta.fields.has(name) ? undefined : name;
    Object.assign(field, { fieldIdName });
    if (fieldIdName !== undefined) idNames.set(fieldIdName, field);
  }
  Object.assign(meta, { idNames });
}

/** The two fields of a join table share one object, whose first field is the one that was linked first. */
function linkJoinTable(field: ManyToManyField, schema: JoinTableSchema): void {
  const joinTable: JoinTable = (field.otherField as ManyToManyField | undefined)?.joinTable ?? {
    ...joinTableFacts(schema),
    first: field,
  };
  Object.assign(field, { joinTable });
}

function joinTableFacts({
  schemaName,
  tableName,
  unique,
  createdAt,
}: JoinTableSchema): JoinTableFacts {
  return {
    tableName,
    table: quoteQualified(schemaName, tableName),
    isUnique: unique,
    createdAt,
  };
}

/** When every type has its own order. */
function linkOrders(
  drafts: ReadonlyMap<string, Draft>,
  entities: Readonly<Record<string, EntitySchema>>,
): void {
  for (const { meta } of drafts.values())
    Object.assign(meta, { orderColumns: new Set(meta.orderBy.map(({ field }) => field)) });
  for (const [type, { fields }] of drafts)
    for (const [name, schema] of Object.entries(entities[type]!.fields)) {
      const field = fields.get(name)!;
      if (schema.kind !== "o2m" && schema.kind !== "m2m") continue;
      const { otherMeta } = field as OneToManyField | ManyToManyField;
      const own = (schema.orderBy ?? []).map(([by, direction]) => ({
        field: otherMeta.fields.get(by) as ColumnField,
        direction,
      }));
      Object.assign(field, {
        orderBy: own.length > 0 ? own : otherMeta.orderBy,
        showsSoftlyDeleted: schema.softDeletes === "include",
      });
      for (const each of [otherMeta, ...otherMeta.subTypes])
        for (const { field: column } of own) (each.orderColumns as Set<ColumnField>).add(column);
    }
}

/** Each key once: those that the configuration names, and the unique ones of the database. */
function uniqueBy(
  inherited: EntityMeta["uniqueBy"] = [],
  entity: EntitySchema,
  column: (name: string) => ColumnField,
): EntityMeta["uniqueBy"] {
  const own = [...(entity.uniqueBy ?? []), ...entity.uniques.map(({ fields }) => fields)];
  const keys = [...inherited, ...own.map((names) => names.map(column))];
  return keys.filter(
    (key, at) =>
      keys.findIndex(
        (other) => other.length === key.length && other.every((field) => key.includes(field)),
      ) === at,
  );
}

function linkConstraints({ meta, fields }: Draft, entity: EntitySchema): void {
  const column = (name: string): ColumnField => fields.get(name) as ColumnField;
  const maybeColumn = (name: string | undefined): ColumnField | undefined =>
    name === undefined ? undefined : column(name);
  const { createdAt, updatedAt, deletedAt } = entity.timestamps;
  const { baseType: base } = meta;
  const ownOrder = (entity.orderBy ?? []).map(([name, direction]) => ({
    field: column(name),
    direction,
  }));
  Object.assign(meta, {
    timestamps: base?.timestamps ?? {
      createdAt: maybeColumn(createdAt),
      updatedAt: maybeColumn(updatedAt),
      deletedAt: maybeColumn(deletedAt),
    },
    versionField: base?.versionField ?? maybeColumn(entity.version),
    tokenField:
      base === undefined
        ? maybeColumn(entity.version ?? (entity.unlocked === true ? undefined : updatedAt))
        : base.tokenField,
    uniques: [
      ...(base?.uniques ?? []),
      ...entity.uniques.map(({ name, fields: names }) => ({ name, fields: names.map(column) })),
    ],
    uniqueBy: uniqueBy(base?.uniqueBy, entity, column),
    uniqueByMatch: entity.uniqueByMatch ?? base?.uniqueByMatch ?? "softDeleted",
    foreignKeys: new Map([
      ...(base?.foreignKeys ?? []),
      ...Object.entries(entity.foreignKeys).map(
        ([name, fieldName]) => [name, column(fieldName)] as const,
      ),
    ]),
    orderBy: ownOrder.length > 0 ? ownOrder : (base?.orderBy ?? []),
  });
  linkParts(meta, entity);
}
