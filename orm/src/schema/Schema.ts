// The schema of one domain as plain data: what codegen writes into `codegen/schema.ts` and the runtime links with classes.
// Other entities and enums are named by strings, so that the file imports nothing.

/** The kinds of primary key that ids are made from. */
export type KeyType = "int" | "bigint" | "uuid" | "text";

/** How ids look to the user: `"a:1"`, `"1"`, `1` or `1n`. */
export type IdForm = "tagged-string" | "untagged-string" | "number" | "bigint";

/** Where the ids of new rows come from. */
export type IdGenerator = "sequence" | "uuid4" | "uuid7" | "database" | "application";

export interface Schema {
  readonly settings: {
    readonly tagDelimiter: string;
    readonly idType: IdForm;
    /** `Temporal` in the place of `Date`: instants are shown in this time zone. */
    readonly temporal?: { readonly timeZone: string };
    /** Input may move children of other parents by their ids, unless a call says otherwise. */
    readonly allowReparent?: true;
    /** `em.delete` deletes softly what can be. */
    readonly emDelete?: "soft";
  };
  /** Changes exactly when something changes in the database that the generated code relies on. */
  readonly fingerprint: string;
  readonly entities: Readonly<Record<string, EntitySchema>>;
  readonly enums: Readonly<Record<string, EnumSchema>>;
}

export interface EntitySchema {
  /** The same in all types of a hierarchy. */
  readonly tag: string;
  readonly schemaName: string;
  /** With single-table inheritance the root's. */
  readonly tableName: string;
  readonly subtypeOf?: SubtypeSchema;
  /** No entity is of exactly this type, only of its subtypes. */
  readonly abstract?: true;
  /** Its rows are those of a view, and only read. */
  readonly view?: "view" | "materialized";
  /** Single-table inheritance: the field of the root that tells what type a row is of. */
  readonly discriminator?: string;
  /** Inherited fields of which this type asks for more: a value, or an entity of a subtype. */
  readonly narrowed?: Readonly<
    Record<string, { readonly notNull?: true; readonly other?: string }>
  >;
  /** What the discriminator holds in rows of exactly this type: a code, a text, or a number's text. */
  readonly discriminatorValue?: string;
  readonly id: {
    readonly column: string;
    readonly key: KeyType;
    /** How its ids look, where not as those of the domain; the same in all types of a hierarchy. */
    readonly idType?: IdForm;
    readonly generator: IdGenerator;
    /** Quoted and qualified, as `nextval` takes it; only with the generator `sequence`. */
    readonly sequence?: string;
    /** `GENERATED ALWAYS AS IDENTITY`: Postgres refuses a given key unless the INSERT insists. */
    readonly isIdentityAlways?: true;
  };
  /**
   * By field name, columns first in the order of the table, then collections by name. Holds everything but the id, and of a
   * subtype only what its bases do not have.
   */
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** Names of the fields that keep time; absent ones are left out. */
  readonly timestamps: {
    readonly createdAt?: string;
    readonly updatedAt?: string;
    readonly deletedAt?: string;
  };
  /** The field whose value must not have changed since the row was read; counts up with each update. */
  readonly version?: string;
  /** `updatedAt` does not take the place of a version. */
  readonly unlocked?: true;
  /** Unique constraints and unique indexes without a condition: the name in the database and the fields it covers. */
  readonly uniques: ReadonlyArray<{
    readonly name: string;
    readonly fields: ReadonlyArray<string>;
  }>;
  /** Fields by which input without an id names an entity, beside those of `uniques`. */
  readonly uniqueBy?: ReadonlyArray<ReadonlyArray<string>>;
  /** Input without an id may be taken for rows that are not softly deleted, too. */
  readonly uniqueByMatch?: "all";
  /** Foreign keys by constraint name, so that an error can name the field. */
  readonly foreignKeys: Readonly<Record<string, string>>;
  /** The order of finds and collections that name none, e.g. `[["lastName", "ASC"]]`. */
  readonly orderBy?: ReadonlyArray<readonly [field: string, direction: "ASC" | "DESC"]>;
}

/** What a subtype extends, and where the rows of its own columns stand. */
export interface SubtypeSchema {
  readonly base: string;
  /** `cti`: in a table of its own, whose key refers to the base's table. `sti`: in the root's table. */
  readonly kind: "cti" | "sti";
  /** Class-table inheritance: the database deletes this type's row with the base's. */
  readonly cascades?: true;
}

export type EnumSchema = EnumTableSchema | NativeEnumSchema;

/** A table whose rows are the values. */
export interface EnumTableSchema {
  readonly schemaName: string;
  readonly tableName: string;
  readonly key: KeyType;
  /** The column that orders its rows, when it has one; else they go by their code. */
  readonly orderColumn?: string;
}

/** Made by `CREATE TYPE … AS ENUM`. */
export interface NativeEnumSchema {
  /** As columns name it: `public.mood`. */
  readonly type: string;
}

/** What all fields with a column of their own have in common. */
export interface ColumnSchema {
  readonly column: string;
  /** As `format_type` prints it without a modifier: `integer`, `text`, `timestamp with time zone`, `integer[]`, `public.mood`. */
  readonly type: string;
  readonly notNull: boolean;
  /** The database allows NULL in it, though the configuration says that there is none. */
  readonly isNullable?: true;
  /**
   * `expression`: the database fills the column (a function, a sequence); it is left out of an INSERT when unset and read
   * back. A literal default is applied by `em.create`, and stands here in Postgres' text form.
   */
  readonly default?: "expression" | { readonly literal: string };
  /** `GENERATED ALWAYS AS … STORED`: never written, read back after writes. */
  readonly generated?: true;
  /** A trigger may set it: it is read back after every INSERT and UPDATE of its row. */
  readonly readBack?: true;
  /** Its values are hidden wherever values are shown. */
  readonly sensitive?: true;
}

export interface PrimitiveFieldSchema extends ColumnSchema {
  readonly kind: "primitive";
  /**
   * The column is declared with fewer digits than a value may have: what is written is rounded, and read back. Of times it says
   * how many digits of a second are kept.
   */
  readonly rounded?: true | number;
  /** How many characters `varchar(n)` or `char(n)` holds. */
  readonly maxLength?: number;
  /** Left out of the rows that are read, and loaded when asked for. */
  readonly lazy?: true;
  /** Set by the class itself only. */
  readonly protected?: true;
  /** How many dimensions its arrays have, when more than one. */
  readonly dims?: number;
  /** numeric is read as a number. */
  readonly numeric?: "number";
  /** The domain is given a conversion (`codecs`) or a schema (`jsonSchemas`) for its values. */
  readonly convertedBy?: "codec" | "jsonSchema";
  /** A stored value that does not fit its schema is read as it is. */
  readonly onReadError?: "keep";
  /** Text from users is not trimmed. */
  readonly trim?: false;
  /** `""` from users is a value. */
  readonly emptyAsNull?: false;
}

/** A column whose type is an array holds a list of codes. */
export interface EnumFieldSchema extends ColumnSchema {
  readonly kind: "enum";
  readonly enum: string;
  /** Set by the class itself only. */
  readonly protected?: true;
}

export interface ManyToOneFieldSchema extends ColumnSchema {
  readonly kind: "m2o";
  readonly other: string;
  /** What the database does when the row that it leads to is deleted, where that is left to it. */
  readonly onDelete?: "cascade" | "setNull";
  /** Required, part of a unique value, and its key is checked at the end of the transaction: until then one that leads nowhere may stand there. */
  readonly deferred?: true;
  /** The collection or one-to-one on the other side. */
  readonly otherField: string;
}

/** A reference to entities of several types: each component is a many-to-one of its own, at most one of which is set. */
export interface PolymorphicFieldSchema {
  readonly kind: "poly";
  readonly notNull: boolean;
  /** The names of the many-to-ones, in the order in which they are looked at. */
  readonly components: ReadonlyArray<string>;
}

export interface OneToManyFieldSchema {
  readonly kind: "o2m";
  readonly other: string;
  /** The many-to-one on the other side. */
  readonly otherField: string;
  /** The name by which the collection is given by ids: `bookIds`. */
  readonly ids?: string;
  /** Asked, never loaded as a whole. */
  readonly large?: true;
  /** The order of its members, where it is not that of the other entity. */
  readonly orderBy?: ReadonlyArray<readonly [field: string, direction: "ASC" | "DESC"]>;
  /** Softly deleted members are shown as others are. */
  readonly softDeletes?: "include";
}

export interface OneToOneFieldSchema {
  readonly kind: "o2o";
  readonly other: string;
  /** The many-to-one on the other side, whose column is unique. */
  readonly otherField: string;
}

export interface ManyToManyFieldSchema {
  readonly kind: "m2m";
  readonly other: string;
  readonly otherField: string;
  readonly joinTable: JoinTableSchema;
  /** The name by which the collection is given by ids: `bookIds`. */
  readonly ids?: string;
  /** Asked, never loaded as a whole. */
  readonly large?: true;
  /** The order of its members, where it is not that of the other entity. */
  readonly orderBy?: ReadonlyArray<readonly [field: string, direction: "ASC" | "DESC"]>;
  /** Softly deleted members are shown as others are. */
  readonly softDeletes?: "include";
}

/** What is reached by following a relation of an entity to its own kind over and over. */
export interface RecursiveFieldSchema {
  readonly kind: "recursive";
  /** The entity itself. */
  readonly other: string;
  /** The collection that leads back. */
  readonly otherField: string;
  /** The relation that is followed. */
  readonly along: string;
}

/** The codes that an entity has by a join table between it and an enum table. */
export interface EnumCollectionFieldSchema {
  readonly kind: "m2mEnum";
  readonly enum: string;
  readonly joinTable: JoinTableSchema;
}

export interface JoinTableSchema {
  readonly schemaName: string;
  readonly tableName: string;
  /** The column that points to this entity, and the one that points to the other or to the enum. */
  readonly column: string;
  readonly otherColumn: string;
  /** A unique constraint or primary key covers the pair. */
  readonly unique: boolean;
  /** A column that keeps when a row was made, and that the database does not fill by itself. */
  readonly createdAt?: { readonly column: string; readonly type: string };
}

export type FieldSchema =
  | PrimitiveFieldSchema
  | EnumFieldSchema
  | ManyToOneFieldSchema
  | PolymorphicFieldSchema
  | OneToManyFieldSchema
  | OneToOneFieldSchema
  | ManyToManyFieldSchema
  | EnumCollectionFieldSchema
  | RecursiveFieldSchema;
