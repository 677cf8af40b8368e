// What the generated code will say, as plain data: every name decided, every relation linked to its other end.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { IdGenerator, IdType } from "../config/Config.ts";
import type { Named } from "../config/readNamed.ts";
import type { PropertySource } from "../source/EntitySource.ts";
import type { TsType } from "./TsType.ts";

export type KeyType = "int" | "bigint" | "uuid" | "text";

export interface DomainModel {
  readonly settings: {
    readonly tagDelimiter: string;
    readonly idType: IdType;
    readonly temporal?: { readonly timeZone: string };
    /** Input may name children of other parents. */
    readonly allowReparent?: true;
  };
  /** By name. */
  readonly entities: ReadonlyArray<EntityModel>;
  /** By name. */
  readonly enums: ReadonlyArray<EnumModel>;
  /** Native enums that columns of entities have, by name. */
  readonly nativeEnums: ReadonlyArray<NativeEnumModel>;
  readonly warnings: ReadonlyArray<string>;
  /** What a configuration can speak of, by entity: members under the names that they have without one. */
  readonly names: Readonly<
    Record<
      string,
      { readonly fields: ReadonlyArray<string>; readonly relations: ReadonlyArray<string> }
    >
  >;
}

export interface EntityModel {
  readonly name: string;
  readonly tag: string;
  readonly table: DbTable;
  readonly comment: string | undefined;
  /** What it stands for when that is no table: its entities are only read. */
  readonly view: "view" | "materialized" | undefined;
  /** What it extends, and where its own columns stand. */
  readonly subtypeOf:
    | { readonly base: string; readonly kind: "cti" | "sti"; readonly cascades: boolean }
    | undefined;
  /** What extends it, directly or not, each after what it extends. */
  readonly subTypes: ReadonlyArray<string>;
  readonly isAbstract: boolean;
  /** The field that tells the type of a row, in the root of a single-table hierarchy. */
  readonly discriminator: string | undefined;
  /** What that field holds in rows of this type. */
  readonly discriminatorValue: string | undefined;
  /** Its hand-written file, below the folder of entities and without what it ends in: `people/Author`. */
  readonly file: string;
  readonly id: {
    readonly column: string;
    readonly key: KeyType;
    /** Where it is not that of the domain. */
    readonly idType: IdType | undefined;
    readonly generator: IdGenerator;
    readonly sequence: string | undefined;
    readonly isIdentityAlways: true | undefined;
  };
  /** Columns in the order of the table, then what leads here from other tables, by name. Of a subtype only its own. */
  readonly fields: ReadonlyArray<FieldModel>;
  /** The fields of what it extends, the root's first. */
  readonly inherited: ReadonlyArray<FieldModel>;
  /** Inherited fields of which this type asks for more: a value, or a subtype. */
  readonly narrowed: ReadonlyArray<FieldModel>;
  /** Fields, inherited ones too, that `config.setDefault` in its file or something that the configuration knows of gives a value. */
  readonly defaults: ReadonlyArray<string>;
  /** The time of the last change does not tell whether a row is as it was read. */
  readonly isUnlocked?: true;
  readonly uniques: ReadonlyArray<{
    readonly name: string;
    readonly fields: ReadonlyArray<string>;
  }>;
  /** By name of the constraint: the field. */
  readonly foreignKeys: ReadonlyArray<readonly [constraint: string, field: string]>;
  readonly orderBy: ReadonlyArray<readonly [field: string, direction: "ASC" | "DESC"]>;
  /** Keys by which input names an entity, beside its uniques. */
  readonly uniqueBy: ReadonlyArray<ReadonlyArray<string>>;
  /** Input may be taken for any entity that has the values of a key. */
  readonly uniqueByMatch: "all" | undefined;
  /** What its class adds to what is generated, for documentation and plugins. */
  readonly properties: ReadonlyArray<PropertySource>;
  /** Relations along which its class, and those that it extends, delete: what they lead to belongs to it. */
  readonly owned: ReadonlyArray<string>;
  /** What its class and those that it extends declare. */
  readonly scopes: ReadonlyArray<ScopeModel>;
}

export interface ScopeModel {
  readonly name: string;
  readonly isParameterized: boolean;
  /** The entity whose class declares it. */
  readonly entity: string;
}

/** What the runtime keeps by itself, or treats specially. */
export type ColumnRole = "createdAt" | "updatedAt" | "deletedAt" | "version";

interface ColumnModel {
  readonly name: string;
  readonly column: DbColumn;
  readonly comment: string | undefined;
  readonly notNull: boolean;
  readonly default: "expression" | { readonly literal: string } | undefined;
  /** A unique index covers this column alone. */
  readonly unique: boolean;
  /** `config.setDefault` in the entity's file gives it a value, or something else does that the configuration knows of. */
  readonly hasDefaultInCode: boolean;
  /** Its value is read back whenever a row is written. */
  readonly isReadBack?: true;
  /** Its values are hidden wherever values are shown. */
  readonly isSensitive?: true;
  /** It tells the type of a row, and so is set by the library alone. */
  readonly isDiscriminator?: true;
}

/** Who may set or read a field beside the class itself: `set` nobody may set it, `read` nobody may read it either. */
export type Protection = "set" | "read";

export interface PrimitiveModel extends ColumnModel {
  readonly kind: "primitive";
  readonly type: TsType;
  /** What may be set beside values of the type. */
  readonly accepted: ReadonlyArray<TsType>;
  readonly role: ColumnRole | undefined;
  /** Left out of the rows that are read. */
  readonly isLazy: boolean;
  readonly protection: Protection | undefined;
  readonly mapping: ColumnMapping;
}

/** How a column's values are read where its type alone does not tell. */
export interface ColumnMapping {
  /** More than one dimension. */
  readonly dims: number | undefined;
  readonly numeric: "number" | undefined;
  /** A conversion of the application. */
  readonly codec: Named | undefined;
  /** A schema of the application for JSON values. */
  readonly jsonSchema: Named | undefined;
  readonly onReadError: "keep" | undefined;
  /** Only where the text is not cleaned. */
  readonly trim: false | undefined;
  readonly emptyAsNull: false | undefined;
}

export interface EnumFieldModel extends ColumnModel {
  readonly kind: "enum";
  readonly enum: string;
  readonly protection: Protection | undefined;
  /** A list of codes. */
  readonly isArray: boolean;
}

export interface ManyToOneModel extends ColumnModel {
  readonly kind: "m2o";
  readonly other: string;
  readonly otherField: string;
  /** The name of the polymorphic reference whose component this is. */
  readonly component: string | undefined;
  /** What the database does when the row that it leads to is deleted, where that is left to it. */
  readonly onDelete: "cascade" | "setNull" | undefined;
  /** Required, part of a unique value, and its key is checked at the end of the transaction. */
  readonly isDeferred: boolean;
}

/** A reference to entities of several types, each by a foreign key of its own. */
export interface PolymorphicModel {
  readonly kind: "poly";
  readonly name: string;
  readonly comment?: string | undefined;
  readonly notNull: boolean;
  readonly hasDefaultInCode: boolean;
  /** In the order of the table's columns. */
  readonly components: ReadonlyArray<{ readonly field: string; readonly other: string }>;
}

export interface OneToManyModel {
  readonly kind: "o2m" | "o2o";
  readonly name: string;
  readonly comment?: string | undefined;
  readonly other: string;
  readonly otherField: string;
  /** Never loaded as a whole. */
  readonly isLarge: boolean;
  /** What it leads to is a view, so that nobody sets it. */
  readonly isOfView: boolean;
  readonly shown: CollectionShape;
}

/** How a collection shows its members. */
export interface CollectionShape {
  /** As the configuration says it; `undefined` for that of the entity it leads to. */
  readonly orderBy: string | ReadonlyArray<string> | undefined;
  readonly showsSoftlyDeleted: boolean;
}

export interface ManyToManyModel {
  readonly kind: "m2m";
  readonly name: string;
  readonly comment?: string | undefined;
  readonly other: string;
  readonly otherField: string;
  readonly joinTable: JoinTableModel;
  /** Never loaded as a whole. */
  readonly isLarge: boolean;
  readonly shown: CollectionShape;
}

/** What is reached by following a relation of an entity to its own kind over and over. */
export interface RecursiveModel {
  readonly kind: "recursive";
  readonly name: string;
  readonly comment?: string | undefined;
  readonly other: string;
  /** The collection that leads back. */
  readonly otherField: string;
  /** The relation that is followed. */
  readonly along: string;
}

/** The codes that a join table between an entity and an enum table gives the entity. */
export interface EnumCollectionModel {
  readonly kind: "m2mEnum";
  readonly name: string;
  readonly comment?: string | undefined;
  readonly enum: string;
  readonly joinTable: JoinTableModel;
}

/** A join table as one of its ends sees it. */
export interface JoinTableModel {
  readonly schemaName: string;
  readonly tableName: string;
  readonly column: string;
  readonly otherColumn: string;
  readonly unique: boolean;
  /** A column that keeps when a row was made and that the database does not fill by itself. */
  readonly createdAt: { readonly column: string; readonly type: string } | undefined;
}

export type ColumnFieldModel = PrimitiveModel | EnumFieldModel | ManyToOneModel;
export type FieldModel =
  | ColumnFieldModel
  | PolymorphicModel
  | OneToManyModel
  | ManyToManyModel
  | EnumCollectionModel
  | RecursiveModel;

export interface EnumModel {
  readonly name: string;
  /** The name of its look-ups: the plural. */
  readonly lookUp: string;
  readonly table: DbTable;
  readonly comment: string | undefined;
  readonly key: KeyType;
  /** In the order in which they are shown. */
  readonly values: ReadonlyArray<EnumValueModel>;
  /** Columns beside `id`, `code` and `name`. */
  readonly details: ReadonlyArray<EnumDetailModel>;
}

export interface EnumValueModel {
  readonly member: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** By name of the detail: the cell as Postgres prints it. */
  readonly details: ReadonlyMap<string, string | null>;
}

export interface EnumDetailModel {
  readonly name: string;
  readonly comment: string | undefined;
  readonly kind: "string" | "number" | "bigint" | "boolean" | "json" | "date";
  readonly notNull: boolean;
  /** Every row has a value of its own, so that the type can be their union. */
  readonly isDistinct: boolean;
}

export interface NativeEnumModel {
  readonly name: string;
  /** The name of its look-ups: the plural. */
  readonly lookUp: string;
  readonly type: string;
  readonly comment: string | undefined;
  /** In the order of the type. */
  readonly values: ReadonlyArray<{
    readonly member: string;
    readonly code: string;
    /** The code as people read it. */
    readonly name: string;
  }>;
}
