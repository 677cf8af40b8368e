// What the runtime knows of one entity type, linked from the schema's plain data and the class.
import type { EntityConfig } from "../types/ConfigDescription.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Domain } from "./Domain.ts";
import type {
  CascadeField,
  ColumnField,
  Field,
  IdNamedField,
  LazyColumnField,
  PrimaryKeyField,
  RecursiveField,
  RelationField,
} from "./Field.ts";
import type { LoadableMember } from "./LoadableMember.ts";
import type { ReadingPlan } from "./ReadingPlan.ts";
import type { IdForm, IdGenerator, KeyType } from "./Schema.ts";
import type { ShapeCache } from "./ShapeCache.ts";
import type { TablePart } from "./TablePart.ts";

/** What a type asks of an inherited field; its bases' narrowings hold in it as well. */
export interface Narrowing {
  readonly notNull: boolean;
  /** Where a reference must lead. */
  readonly otherMeta: EntityMeta | undefined;
}

/** `T` is the entity class described. The structure may change between versions; read it, do not build on it. */
export interface EntityMeta<T extends Entity = Entity> {
  readonly domain: Domain;
  /** The name of the entity: `Author`. */
  readonly type: string;
  readonly cstr: MaybeAbstractEntityConstructor<T>;
  readonly tagName: string;
  /** The tag and the delimiter: `a:`. */
  readonly tagPrefix: string;
  readonly idType: IdForm;
  readonly idDbType: KeyType;
  readonly idGenerator: IdGenerator;
  /** Quoted and qualified; only with the generator `sequence`. */
  readonly sequence: string | undefined;
  /** Postgres refuses a given key unless the INSERT insists on it. */
  readonly isIdentityAlways: boolean;
  readonly schemaName: string;
  readonly tableName: string;
  /** Quoted and qualified, as it stands in SQL. */
  readonly table: string;
  /** What it stands for when that is no table: its entities are only read. */
  readonly view: "view" | "materialized" | undefined;
  /** The type that this one extends. */
  readonly baseType: EntityMeta | undefined;
  /** All types that this one extends, the root first. */
  readonly baseTypes: ReadonlyArray<EntityMeta>;
  /** The types that extend this one, directly or not, each after the one it extends. */
  readonly subTypes: ReadonlyArray<EntityMeta>;
  /** The root of the hierarchy; itself for a type without base. Rows are told apart by root and key. */
  readonly rootType: EntityMeta;
  /** The type whose table holds its own columns: with single-table inheritance the root. */
  readonly tableType: EntityMeta;
  /** `undefined` for a type that neither extends another nor is extended. */
  readonly inheritanceType: "cti" | "sti" | undefined;
  /** No entity is of exactly this type. */
  readonly isAbstract: boolean;
  /** Single-table inheritance: what tells the type of a row, and what it holds in rows of exactly this type. */
  readonly stiDiscriminatorField: ColumnField | undefined;
  readonly stiDiscriminatorValue: unknown;
  /** Inherited fields of which this type asks for more than what declares them: a value, or an entity of a subtype. */
  readonly narrowed: ReadonlyMap<Field, Narrowing>;
  /** The tables that an entity's row stands in, the root's first; one, except for class-table subtypes. */
  readonly parts: ReadonlyArray<TablePart>;
  /** How rows are read that stand in several tables or are of several types; `undefined` where a row is a row. */
  readonly reading: ReadingPlan | undefined;
  readonly idField: PrimaryKeyField;
  /** The key of the type's own table; a class-table subtype's refers to its base's. */
  readonly keyField: PrimaryKeyField;
  /** All fields by name, the id and those of bases included; a field's `meta` is the type that declares it. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Relations by the names under which they are given and shown as ids: `publisherId`, `bookIds`. */
  readonly idNames: ReadonlyMap<string, IdNamedField>;
  /** The fields with columns, in the order of the select list: a base's first, so that a field has one place in all types. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** The fields with columns that are loaded only when asked for. */
  readonly lazyColumns: ReadonlyArray<LazyColumnField>;
  /** All fields with columns: those of the select list, then the lazy ones. */
  readonly allColumns: ReadonlyArray<ColumnField>;
  /** How many places for cells a row has, those of lazy columns of the whole hierarchy included. */
  readonly width: number;
  readonly relations: ReadonlyArray<RelationField>;
  readonly recursiveFields: ReadonlyArray<RecursiveField>;
  /** The relations along which deletes cascade, those of its bases included. */
  readonly cascades: ReadonlyArray<CascadeField>;
  /** Those of them whose members are this type's alone: their reference back can never be changed. */
  readonly owned: ReadonlySet<RelationField>;
  /** The relations whose changes touch the entity. */
  readonly touching: ReadonlySet<RelationField>;
  /** How many fields entities keep an object for: relations, lazy columns, recursive collections. */
  readonly slots: number;
  /** The keys that `em.create` cannot do without. */
  readonly requiredKeys: ReadonlyArray<string>;
  /** What a load hint may name: relations, and what is written by hand in the class. */
  readonly members: ReadonlyMap<string, LoadableMember>;
  readonly timestamps: {
    readonly createdAt: ColumnField | undefined;
    readonly updatedAt: ColumnField | undefined;
    readonly deletedAt: ColumnField | undefined;
  };
  readonly versionField: ColumnField | undefined;
  /** What tells whether a row is as it was read: the version, else the time of the last change, unless nothing is to tell. */
  readonly tokenField: ColumnField | undefined;
  /** Fields by which input without an id names an entity. */
  readonly uniqueBy: ReadonlyArray<ReadonlyArray<ColumnField>>;
  /** Which entities such input may be taken for. */
  readonly uniqueByMatch: "softDeleted" | "all";
  readonly uniques: ReadonlyArray<{
    readonly name: string;
    readonly fields: ReadonlyArray<ColumnField>;
  }>;
  /** Foreign-key constraints by name. */
  readonly foreignKeys: ReadonlyMap<string, ColumnField>;
  readonly orderBy: ReadonlyArray<{
    readonly field: ColumnField;
    readonly direction: "ASC" | "DESC";
  }>;
  /** The columns by which the type or any collection of it is ordered. */
  readonly orderColumns: ReadonlySet<ColumnField>;
  /** The place of the table in the one order in which every flush locks and writes: parents before children. */
  readonly tableOrder: number;
  /** Texts of statements on this type that were made before, by what they do. */
  readonly texts: Map<string, string>;
  /** What `query` made of finds that came before. */
  readonly shapes: ShapeCache;
  /** What `static config` of the class holds: its rules, hooks and the like. The floor that runs them knows its type. */
  readonly config: EntityConfig | undefined;
}
