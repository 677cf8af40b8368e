// What `kingpost.config.ts` may say. This file is the one source of it: `config.schema.json`, by which editors help with a JSON
// configuration and `checkConfig` refuses what is wrong, is made from these types and their documentation.

/** How ids look in TypeScript: `"a:1"`, `"1"`, `1` or `1n`. */
export type IdType = "tagged-string" | "untagged-string" | "number" | "bigint";

/** Where the ids of new rows come from. */
export type IdGenerator = "sequence" | "uuid4" | "uuid7" | "database" | "application";

/** By what a row is known to be as it was read. */
export type OptimisticLock = "version" | "updatedAt" | false;

/**
 * The tag of ids: a letter, then letters, digits and underlines.
 *
 * @pattern ^[A-Za-z][A-Za-z0-9_]*$
 */
export type Tag = string;

/**
 * The name of a member.
 *
 * @pattern ^[\p{ID_Start}_$][\p{ID_Continue}$]*$
 */
export type MemberName = string;

/**
 * A type and its module: `"Context@./src/context.ts"`.
 *
 * @pattern ^[\p{ID_Start}_$][\p{ID_Continue}$]*@.+$
 */
export type NamedType = string;

/**
 * A value and its module: `"emailCodec@./src/codecs.ts"`.
 *
 * @pattern ^[\p{ID_Start}_$][\p{ID_Continue}$]*@.+$
 */
export type NamedValue = string;

/**
 * A path.
 *
 * @minLength 1
 */
export type Path = string;

/**
 * A name in the database or in the model.
 *
 * @minLength 1
 */
export type Name = string;

/** The name of a time zone: `"Europe/Oslo"`. */
export type TimeZone = string;

/**
 * How many dimensions the arrays of a column have.
 *
 * @minimum 1
 * @maximum 6
 */
export type Dimensions = number;

/** What a configuration can speak of; in a project that is generated as `codegen/names.ts`. */
export interface Names {
  readonly entities: Readonly<Record<string, NamesOfEntity>>;
  /** A union of their names. */
  readonly enums: string;
}

export interface NamesOfEntity {
  /** Unions of the names of its members, as they are without a configuration. */
  readonly fields: string;
  readonly relations: string;
}

/** By names, which may be known. */
type Entries<K extends string, V> = string extends K
  ? Readonly<Record<string, V>>
  : { readonly [P in K]?: V };

/** The configuration of codegen; every key has a default. Paths are relative to the file. */
export interface Config<N extends Names = Names> {
  /** The database to read. Default: `DATABASE_URL`, else `DB_HOST`, `DB_PORT`, `DB_USER`, `DB_PASSWORD`, `DB_DATABASE`. */
  readonly databaseUrl?: string | undefined;
  /** Where the snapshot of the schema is kept; `false` for nowhere. Default `./kingpost.schema.json`. */
  readonly snapshot?: Path | false | undefined;
  /** The Postgres schemas to read. Default `["public"]`. */
  readonly schemas?: ReadonlyArray<Name> | undefined;
  /** Default `./src/entities`. */
  readonly entitiesDirectory?: Path | undefined;
  /** The type of the application's context and its module: `"Context@./src/context.ts"`. Default `unknown`. */
  readonly contextType?: NamedType | undefined;
  /** How ids look. Default `tagged-string`. */
  readonly idType?: IdType | undefined;
  /** What stands between tag and key of an id. Default `":"`. */
  readonly tagDelimiter?: string | undefined;
  /** `Temporal` in the place of `Date`, `Interval` and texts for times; instants in the time zone given, `true` for UTC. */
  readonly temporal?: boolean | { readonly timeZone: TimeZone } | undefined;
  /** How text from users is cleaned when it is set. Default: both. */
  readonly strings?: StringsConfig | undefined;
  /** How `numeric` is read. Default `"string"`, which loses nothing. */
  readonly numeric?: NumericConfig | undefined;
  /** Types of the application by Postgres type, `{ "public.geometry": { codec: "geometryCodec@./src/codecs.ts" } }`. */
  readonly typeMap?: Readonly<Record<string, TypeConfig>> | undefined;
  /** What nested input may do. `allowReparent`: name children of other parents by their ids, and so move them. Default: not. */
  readonly upsert?: { readonly allowReparent?: boolean | undefined } | undefined;
  /** Which columns keep when a row was made, changed and softly deleted. */
  readonly timestampColumns?: TimestampColumnsConfig | undefined;
  readonly softDelete?: SoftDeleteConfig | undefined;
  /**
   * What tells whether a row is still as it was read. Default: a column `version` where there is one, else the time of the last change.
   * `"version"`: only the former; `"updatedAt"`: only the latter, and a column `version` is like any other; `false`: nothing does, and
   * the last writer wins.
   */
  readonly optimisticLock?: OptimisticLock | undefined;
  /** Names, `schema.name`, or patterns with `*`; in addition to the tables of migrations. */
  readonly ignoredTables?: ReadonlyArray<string> | undefined;
  /** What to do about foreign keys that are not deferrable. Default `ignore`. */
  readonly nonDeferredForeignKeys?: "error" | "warn" | "ignore" | undefined;
  /** How imports among generated files end. Default `.ts`. */
  readonly importExtension?: ".ts" | ".js" | "" | undefined;
  /** What makes files of its own from the model: modules whose default export is a `CodegenPlugin`, and such functions. */
  readonly plugins?: ReadonlyArray<Plugin> | undefined;
  /** How the application is tested. */
  readonly testing?: TestingConfig | undefined;
  /** The words of `Author.md` are the documentation of `Author`. Default `false`. */
  readonly docs?: boolean | undefined;
  /** `codegen/metadata-docs.ts` holds what is documented, for programs to read. Default `false`. */
  readonly outputDocs?: boolean | undefined;
  /** Keeps a GraphQL schema and its resolvers in step with the database. Default: not. */
  readonly graphql?: boolean | GraphqlConfig | undefined;
  /** How lists of entities are cut in GraphQL: by cursors, or by limit and offset. Default `cursor`. */
  readonly paginationStyle?: "cursor" | "limit" | undefined;
  /** By name. */
  readonly entities?:
    | { readonly [E in keyof N["entities"]]?: EntityConfig<N["entities"][E]> | undefined }
    | undefined;
  /** By name. */
  readonly enums?: Entries<N["enums"], EnumConfig> | undefined;
}

/**
 * A module, as it is imported from the folder of the configuration, and in TypeScript also a function.
 *
 * @minLength 1
 */
export type Plugin = string | ((model: never, settings: never) => unknown);

export interface TestingConfig {
  /**
   * `flush_database()` empties the tables of entities; `true` for the database that is read, or names of databases on its server.
   * Made only with `--write-database`. Default `false`.
   */
  readonly flushFunction?: boolean | ReadonlyArray<Name> | undefined;
  /**
   * A function that makes an entity manager for a test: `"newTestEntityManager@./test/newTestEntityManager.ts"`. Each new entity then
   * gets a test, for vitest, that its factory makes what can be written. Default: none.
   */
  readonly smokeTests?: NamedValue | undefined;
}

/** What of a domain its GraphQL schema offers. */
export interface GraphqlConfig {
  /** The folder of `schema/` and `resolvers/`. Default `./src/graphql`. */
  readonly directory?: Path | undefined;
  /** Entities that the schema leaves out. */
  readonly exclude?: ReadonlyArray<Name> | undefined;
  /** The only entities that the schema has. */
  readonly only?: ReadonlyArray<Name> | undefined;
  /** Mutations that delete: `deleteAuthor(input: { id })`. Default: none. */
  readonly deleteMutations?: boolean | undefined;
  /** `lists`: a filter names the values that a field may have. `operators`: it names operators, `{ name: { ilike: "a%" } }`. Default `lists`. */
  readonly filters?: "lists" | "operators" | undefined;
  /** `enum`: `[name_ASC]`. `nested`: `[{ publisher: { name: ASC } }]`. Default `enum`. */
  readonly orders?: "enum" | "nested" | undefined;
  /** Filters and orders by columns that no index begins with, too. Default: not. */
  readonly unindexed?: boolean | undefined;
  /** Shows lazy columns. Default: not. */
  readonly lazy?: boolean | undefined;
  /** How strict `kingpost-migrate lint` is; code generation takes no notice of it. */
  readonly lint?: LintConfig | undefined;
}

export interface LintConfig {
  /** A table of so many rows is one whose locks are felt. Default 100,000. */
  readonly largeTableRows?: number | undefined;
  /** Another level for single rules: `{ "drop-table": "error", "serial-int4": "off" }`. */
  readonly rules?: Readonly<Record<string, "error" | "warn" | "info" | "off">> | undefined;
}

export interface EntityConfig<N extends NamesOfEntity = NamesOfEntity> {
  /** The tag of its ids. Default: the one in `kingpost.lock.json`, else initials. */
  readonly tag?: Tag | undefined;
  /** The table this entity stands for, when its name does not say so; may be `schema.table`. */
  readonly tableName?: Name | undefined;
  /** The folder of its hand-written file, below that of all: `"people"`. */
  readonly directory?: Path | undefined;
  /** `entity`: a table that looks like an enum or a join table is none. */
  readonly kind?: "entity" | undefined;
  /** The view or materialized view whose rows its entities are; they are only read. */
  readonly view?: ViewConfig | undefined;
  /** The order of finds and collections that name none: `"lastName"`, `["lastName", "firstName DESC"]`. */
  readonly orderBy?: string | ReadonlyArray<string> | undefined;
  /**
   * Fields by which input without an id names an entity, beside the unique ones of the database: `"email"`, `["room", "position"]` for
   * a key of several, `[["email"], ["room", "position"]]` for several keys.
   */
  readonly uniqueBy?:
    | string
    | ReadonlyArray<string>
    | ReadonlyArray<ReadonlyArray<string>>
    | undefined;
  /** Which entities such input may be taken for. Default: those that are softly deleted. */
  readonly uniqueByMatch?: "softDeleted" | "all" | undefined;
  /** How its ids look. Default: as all. */
  readonly idType?: IdType | undefined;
  /** Where the ids of new ones come from. Default: as the key's column says. */
  readonly idGenerator?: IdGenerator | undefined;
  /** As above, for this entity and what extends it. */
  readonly optimisticLock?: OptimisticLock | undefined;
  /** No entity is of exactly this type: only its subtypes are made. */
  readonly abstract?: boolean | undefined;
  /** The type of the same table that this one extends, when it is not the table's own. */
  readonly extends?: Name | undefined;
  /** `false`: the GraphQL schema leaves it out. */
  readonly graphql?: boolean | undefined;
  /** By default name, or by `column:<name>`. */
  readonly fields?: Entries<N["fields"] | `column:${string}`, FieldConfig> | undefined;
  /** By default name, or by `column:<name>`. */
  readonly relations?: Entries<N["relations"] | `column:${string}`, RelationConfig> | undefined;
}

export interface FieldConfig {
  /** Another name for it. */
  readonly name?: MemberName | undefined;
  /** The enum table whose keys an array column holds; may be `schema.table`. */
  readonly enum?: Name | undefined;
  /** It must have a value, though the column may be NULL. */
  readonly notNull?: boolean | undefined;
  /** Something else than `config.setDefault` gives it a value, so that it may be left out when one is made. */
  readonly hasDefault?: boolean | undefined;
  /** Code → entity: what the column holds tells the type of a row, `{ OLD: "TaskOld", NEW: "TaskNew" }`. */
  readonly stiDiscriminator?: Readonly<Record<string, Name>> | undefined;
  /** Only these types of the table's have the field. */
  readonly stiType?: string | ReadonlyArray<string> | undefined;
  /** It must have a value in these types. */
  readonly stiNotNull?: boolean | undefined;
  /** The column is no field. `false` for a `tsvector` or `tsquery`, which are none by default. */
  readonly ignore?: boolean | undefined;
  /** Its type for the compiler: `"Email@./src/types.ts"`. */
  readonly type?: NamedType | undefined;
  /** An object that implements `CustomSerde`: `"emailCodec@./src/codecs.ts"`. For arrays it converts the elements. */
  readonly codec?: NamedValue | undefined;
  /** A schema for json and jsonb, of any Standard-Schema library: `"Address@./src/schemas.ts"`. */
  readonly schema?: NamedValue | undefined;
  /** What happens to a stored value that does not fit its schema. Default `"throw"`. */
  readonly onReadError?: "throw" | "keep" | undefined;
  readonly numeric?: NumericConfig | undefined;
  /** The array's type says that elements may be `null`. */
  readonly nullElements?: boolean | undefined;
  /** How many dimensions its arrays have. Default: as declared. */
  readonly dims?: Dimensions | undefined;
  readonly trim?: boolean | undefined;
  readonly emptyAsNull?: boolean | undefined;
  /** The column is left out of the rows that are read, and loaded when asked for. */
  readonly lazy?: boolean | undefined;
  /** A trigger may set the column: its value is read back whenever a row is written. Generated columns are without this. */
  readonly readBack?: boolean | undefined;
  /** Its values are hidden in events, errors, traces and logs, and left out of `toJSON()`. */
  readonly sensitive?: boolean | undefined;
  /** Set by the class itself only, as `this.setX(value)`; `"read"`: read by the class itself only, too. */
  readonly protected?: boolean | "read" | undefined;
}

export interface TimestampColumnsConfig {
  readonly createdAt?: TimestampColumnConfig | undefined;
  readonly updatedAt?: TimestampColumnConfig | undefined;
  readonly deletedAt?: DeletionColumnConfig | undefined;
}

export interface TimestampColumnConfig {
  /** The first of them that a table has. Default `["created_at", "createdAt"]` and the like. */
  readonly names?: ReadonlyArray<Name> | undefined;
  /** A table without one is no entity. */
  readonly required?: boolean | undefined;
}

export interface DeletionColumnConfig extends TimestampColumnConfig {
  /** A column that says whether a row is softly deleted, not since when, is one as well. */
  readonly boolean?: boolean | undefined;
}

export interface SoftDeleteConfig {
  /** `soft`: `em.delete` deletes softly what can be. Default `hard`. */
  readonly emDelete?: "hard" | "soft" | undefined;
}

export interface StringsConfig {
  /** White space at both ends is dropped. */
  readonly trim?: boolean | undefined;
  /** `""` is no value. */
  readonly emptyAsNull?: boolean | undefined;
}

/** A type of the application: its conversion, and its name where the conversion does not tell. */
export interface TypeConfig {
  readonly type?: NamedType | undefined;
  readonly codec: NamedValue;
}

export type NumericConfig = "string" | "number" | TypeConfig;

export interface ViewConfig {
  /** The name of the view; may be `schema.view`. */
  readonly table: Name;
  /** The column that tells its rows apart, from which their ids are made. */
  readonly key: Name;
}

export interface RelationConfig {
  /** Another name for it. */
  readonly name?: MemberName | undefined;
  /** The name of the other end. */
  readonly otherName?: MemberName | undefined;
  /** Of a view: the column that leads to another entity, which a table says by a foreign key. */
  readonly column?: Name | undefined;
  /** Of a view: the entity that the column leads to. */
  readonly references?: Name | undefined;
  /** The collection is too large to be in memory as a whole: it is asked, never loaded. */
  readonly large?: boolean | undefined;
  /**
   * `database`: when what a reference leads to is deleted, the foreign key's `ON DELETE CASCADE` or `SET NULL` does the rest, and
   * nothing is loaded for it.
   */
  readonly onDelete?: "database" | undefined;
  /** The order of the collection: `"name"`, `["lastName", "firstName DESC"]`. Default: that of the entity it leads to. */
  readonly orderBy?: string | ReadonlyArray<string> | undefined;
  /** `include`: the collection shows softly deleted members as it shows others. Default `exclude`. */
  readonly softDeletes?: "include" | "exclude" | undefined;
  /** Of a reference of an entity to its own kind, no collections that follow it over and over. */
  readonly skipRecursiveRelations?: boolean | undefined;
  /** It must lead somewhere, though the column may be NULL. */
  readonly notNull?: boolean | undefined;
  /** Something else than `config.setDefault` gives it a value, so that it may be left out when one is made. */
  readonly hasDefault?: boolean | undefined;
  /** Only this type of the table's has the relation. */
  readonly stiType?: string | ReadonlyArray<string> | undefined;
  /** It must lead somewhere in that type. */
  readonly stiNotNull?: boolean | undefined;
  /** In this subtype an inherited relation leads to this type only; `self`: in each subtype to that subtype. */
  readonly subType?: Name | undefined;
  /**
   * Nullable foreign keys whose columns begin with this name (`parent_author_id`, `parent_book_id`) are one reference to
   * entities of several types, which may be unset (`true`) or not (`"notNull"`).
   */
  readonly polymorphic?: true | "notNull" | undefined;
}

export interface EnumConfig {
  /** The table this enum stands for; may be `schema.table`. */
  readonly tableName?: Name | undefined;
  /** `enum`: a table with `id`, `code` and `name` is an enum, though it keeps times or refers to entities. */
  readonly kind?: "enum" | undefined;
  /** Names of members by code: `{ "1ST": "First" }`. */
  readonly valueNames?: Readonly<Record<string, MemberName>> | undefined;
}
