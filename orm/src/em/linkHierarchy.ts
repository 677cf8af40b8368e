// Links the types of hierarchies: which extends which, in which tables their rows stand, and how these are read. A type
// without inheritance gets what it takes to be treated like the others.
import type { EntityMeta, Narrowing } from "../schema/EntityMeta.ts";
import type { ColumnField, Field, ManyToOneField } from "../schema/Field.ts";
import { ReadingPlan } from "../schema/ReadingPlan.ts";
import type { EntitySchema } from "../schema/Schema.ts";
import type { TablePart } from "../schema/TablePart.ts";
import type { EntityClasses } from "./linkSchema.ts";

type Entities = Readonly<Record<string, EntitySchema>>;

/** All types, each after the one it extends. */
export function basesFirst(entities: Entities): string[] {
  const ordered = new Set<string>();
  const add = (type: string): void => {
    const base = entities[type]?.subtypeOf?.base;
    if (base !== undefined && !ordered.has(base)) add(base);
    ordered.add(type);
  };
  for (const type of Object.keys(entities)) add(type);
  return [...ordered];
}

/** What does not fit between subtypes and what they extend. */
export function hierarchyProblems(entities: Entities, classes: EntityClasses): string[] {
  return Object.entries(entities).flatMap(([type, { subtypeOf }]) => {
    if (subtypeOf === undefined) return [];
    const { base } = subtypeOf;
    if (entities[base] === undefined)
      return [`${type}: there is no ${base} to extend; run codegen`];
    const [cstr, baseCstr] = [classes[type], classes[base]];
    if (cstr === undefined || baseCstr === undefined || isSubclass(cstr, baseCstr)) return [];
    return [`${type}: the class must extend ${base}, as ${type}Codegen does`];
  });
}

function isSubclass(cstr: { readonly prototype: object }, base: { readonly prototype: object }) {
  return Object.prototype.isPrototypeOf.call(base.prototype, cstr.prototype);
}

/** What `meta` has by being a subtype; its base is linked already. */
export function linkBase(
  meta: EntityMeta,
  entity: EntitySchema,
  base: EntityMeta | undefined,
): void {
  const { subtypeOf } = entity;
  Object.assign(meta, {
    baseType: base,
    baseTypes: base === undefined ? [] : [...base.baseTypes, base],
    subTypes: [],
    rootType: base?.rootType ?? meta,
    tableType: subtypeOf?.kind === "sti" ? base!.tableType : meta,
    inheritanceType: subtypeOf?.kind,
    isAbstract: entity.abstract === true,
    stiDiscriminatorField: undefined,
    stiDiscriminatorValue: undefined,
    reading: undefined,
  });
  for (const type of meta.baseTypes) {
    (type.subTypes as EntityMeta[]).push(meta);
    Object.assign(type, { inheritanceType: subtypeOf!.kind });
  }
}

/** The tables, once all columns, timestamps and uniques are linked. */
export function linkParts(meta: EntityMeta, entity: EntitySchema): void {
  const { baseType, inheritanceType, timestamps, versionField, tokenField, uniques } = meta;
  const isCti = inheritanceType === "cti";
  const columns = isCti
    ? [
        meta.keyField,
        ...meta.allColumns.filter((column) => column.meta === meta && column.index > 0),
      ]
    : meta.allColumns;
  const here = <F extends ColumnField>(column: F | undefined): F | undefined =>
    column !== undefined && columns.includes(column) ? column : undefined;
  const own: TablePart = {
    meta: meta.tableType,
    keyField: meta.keyField,
    columns,
    updatedAt: here(timestamps.updatedAt),
    versionField: here(versionField),
    tokenField: here(tokenField),
    uniques: uniques.filter(({ fields }) => fields.every((column) => columns.includes(column))),
    cascades: entity.subtypeOf?.cascades === true,
  };
  const bases = isCti && baseType !== undefined ? baseType.parts : [];
  Object.assign(meta, { parts: [...bases, own] });
}

/** How rows are read, and what is asked of inherited fields, once all types of the domain are linked. */
export function linkReading(meta: EntityMeta, entities: Entities): void {
  Object.assign(meta, { narrowed: narrowedOf(meta, entities) });
  if (meta.inheritanceType === undefined) return;
  if (meta.inheritanceType === "sti") linkDiscriminator(meta, entities);
  Object.assign(meta, { reading: new ReadingPlan(meta) });
}

function narrowedOf(meta: EntityMeta, entities: Entities): Map<Field, Narrowing> {
  const narrowed = new Map<Field, Narrowing>();
  for (const { type } of [...meta.baseTypes, meta])
    for (const [name, { notNull, other }] of Object.entries(entities[type]!.narrowed ?? {})) {
      const field = meta.fields.get(name)!;
      const known = narrowed.get(field);
      narrowed.set(field, {
        notNull: notNull === true || known?.notNull === true,
        otherMeta:
          other === undefined ? known?.otherMeta : typeNamed(field as ManyToOneField, other),
      });
    }
  return narrowed;
}

/** One of the types that extend where the field leads. */
function typeNamed({ otherMeta }: ManyToOneField, name: string): EntityMeta | undefined {
  return otherMeta.subTypes.find(({ type }) => type === name);
}

function linkDiscriminator(meta: EntityMeta, entities: Entities): void {
  for (const type of [meta, ...meta.subTypes]) {
    const field = type.fields.get(entities[meta.rootType.type]!.discriminator!) as ColumnField;
    const text = entities[type.type]!.discriminatorValue;
    Object.assign(field, { immutable: true });
    Object.assign(type, {
      stiDiscriminatorField: field,
      // An enum's value is its code; everything else is read as the database prints it.
      stiDiscriminatorValue:
        text === undefined || field.kind === "enum" ? text : field.codec.decode(text),
    });
  }
}
