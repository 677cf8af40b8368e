// The members of an entity that the database knows of, linked: each knows its codec and where it leads.
import type { Codec } from "./Codec.ts";
import type { EntityMeta } from "./EntityMeta.ts";

interface Member {
  readonly fieldName: string;
  /** The entity that declares it. */
  readonly meta: EntityMeta;
}

/** What a field with a column of its own has. */
export interface ColumnMember extends Member {
  /** The place of its cell in a row: that of the select list, the id's is 0; what is lazy comes behind that. */
  readonly index: number;
  readonly column: string;
  readonly codec: Codec;
  readonly notNull: boolean;
  /** Read by all, set by nobody: the key, timestamps, the version, generated columns. */
  readonly immutable: boolean;
  /** Set by the class itself only. */
  readonly isProtected: boolean;
  /** Filled by the database when an INSERT leaves it out, and read back. */
  readonly isFilledByDatabase: boolean;
  /** Written by no statement, read back after each. */
  readonly isGenerated: boolean;
  /** Read back after each statement that writes the row, whether it wrote the column or not. */
  readonly isReadBack: boolean;
  /** Its values are hidden wherever values are shown. */
  readonly isSensitive: boolean;
  /** The value that `em.create` gives when none is given; `undefined` when there is none. */
  readonly literalDefault: string | undefined;
}

export interface PrimaryKeyField extends ColumnMember {
  readonly kind: "primaryKey";
}

export interface PrimitiveField extends ColumnMember {
  readonly kind: "primitive";
  /** Text from users is trimmed. */
  readonly isTrimmed: boolean;
  /** `""` from users is no value. */
  readonly isEmptyUnset: boolean;
  /** How many characters the column holds; `undefined` when it has room for everything. */
  readonly maxLength: number | undefined;
}

export interface EnumField extends ColumnMember {
  readonly kind: "enum";
  /** What NULL reads as: the empty list where the column holds a list of codes. */
  readonly ofNull: ReadonlyArray<never> | undefined;
  /** Of a native enum and of lists of codes there is none. */
  readonly enumTable: EnumTable | undefined;
}

/** The table that the codes of an enum are the rows of. */
export interface EnumTable {
  readonly tableName: string;
  /** Quoted and qualified. */
  readonly table: string;
  readonly idColumn: string;
  /** What orders go by: `sort_order`, or `code`. */
  readonly orderColumn: string;
}

/** What a field has that entities keep an object for, made when the field is first touched. */
interface RelationMember {
  /** The place of the object among those of the entity. */
  readonly relationIndex: number;
}

/** What leads to entities can be named by their ids alone. */
interface IdNamed {
  /** `publisherId`, `bookIds`: the relation as ids; `undefined` where it has no such name. */
  readonly fieldIdName: string | undefined;
}

/** A column that is left out of the rows that are read, and loaded when asked for. */
export interface LazyColumnField extends Omit<PrimitiveField, "kind">, RelationMember {
  readonly kind: "lazy";
}

export interface ManyToOneField extends ColumnMember, RelationMember, IdNamed {
  readonly kind: "m2o";
  readonly otherMeta: EntityMeta;
  /** The collection or one-to-one that leads back. */
  readonly otherField: OneToManyField | OneToOneField;
  /** What the database does when the row that it leads to is deleted, where that is left to it. */
  readonly onDelete: "cascade" | "setNull" | undefined;
  /** For a moment a key may stand in it that leads nowhere: it is checked at the end of the transaction. */
  readonly isDeferred: boolean;
  /** The polymorphic reference that this is a component of: then it is no member of the entity, only a part of that one. */
  readonly whole: PolymorphicField | undefined;
}

/** A reference to entities of several types. Its components hold the keys, of which at most one is set. */
export interface PolymorphicField extends Member, RelationMember, IdNamed {
  readonly kind: "poly";
  readonly notNull: boolean;
  readonly components: ReadonlyArray<ManyToOneField>;
}

export interface OneToManyField extends Member, RelationMember, IdNamed {
  readonly kind: "o2m";
  readonly otherMeta: EntityMeta;
  readonly otherField: ManyToOneField;
  /** Asked, never loaded as a whole. */
  readonly isLarge: boolean;
  /** The order of its members: its own, or that of the other entity. */
  readonly orderBy: EntityMeta["orderBy"];
  /** Softly deleted members are shown as others are. */
  readonly showsSoftlyDeleted: boolean;
}

export interface OneToOneField extends Member, RelationMember, IdNamed {
  readonly kind: "o2o";
  readonly otherMeta: EntityMeta;
  readonly otherField: ManyToOneField;
}

export interface ManyToManyField extends Member, RelationMember, IdNamed {
  readonly kind: "m2m";
  readonly otherMeta: EntityMeta;
  readonly otherField: ManyToManyField;
  readonly joinTable: JoinTable;
  /** The join table's column for this side's entity, and for the other's. */
  readonly column: string;
  readonly otherColumn: string;
  /** Asked, never loaded as a whole. */
  readonly isLarge: boolean;
  /** The order of its members: its own, or that of the other entity. */
  readonly orderBy: EntityMeta["orderBy"];
  /** Softly deleted members are shown as others are. */
  readonly showsSoftlyDeleted: boolean;
}

/** What is reached by following a relation of an entity to its own kind over and over; nothing of it is stored. */
export interface RecursiveField extends Member, RelationMember {
  readonly kind: "recursive";
  readonly otherMeta: EntityMeta;
  /** The collection that leads back. */
  readonly otherField: RecursiveField;
  readonly along: OneTypeRelationField;
}

/** The codes that an entity has by a join table between it and an enum table. */
export interface EnumCollectionField extends Member, RelationMember {
  readonly kind: "m2mEnum";
  readonly joinTable: JoinTableFacts;
  /** The join table's column for the entity, and for the enum. */
  readonly column: string;
  readonly otherColumn: string;
  /** From a key of the enum table to its code. */
  readonly codec: Codec<string>;
  /** All codes in the order of the enum. */
  readonly codes: ReadonlyArray<string>;
}

export interface JoinTableFacts {
  readonly tableName: string;
  /** Quoted and qualified. */
  readonly table: string;
  readonly isUnique: boolean;
  /** The column that keeps when a row was made, where the database does not fill it by itself. */
  readonly createdAt: { readonly column: string; readonly type: string } | undefined;
}

/** One object per join table of entities, shared by both of its fields. */
export interface JoinTable extends JoinTableFacts {
  /** The field whose `column` comes first in the pairs that are written. */
  readonly first: ManyToManyField;
}

/** Fields with a column of their own. */
export type ColumnField =
  | PrimaryKeyField
  | PrimitiveField
  | EnumField
  | ManyToOneField
  | LazyColumnField;
/** Fields that lead to other entities by what some row holds, or out of the row to an enum. */
export type RelationField =
  | ManyToOneField
  | PolymorphicField
  | OneToManyField
  | OneToOneField
  | ManyToManyField
  | EnumCollectionField;
/** Those that can be named by ids alone. */
export type IdNamedField = Exclude<RelationField, EnumCollectionField>;
/** Those that lead to entities, along which deletes can cascade. */
export type CascadeField = Exclude<RelationField, EnumCollectionField>;
/** Those that lead to entities of one type. */
export type OneTypeRelationField = Exclude<RelationField, PolymorphicField | EnumCollectionField>;
export type Field = ColumnField | RelationField | RecursiveField;
