// A database as its catalog describes it: plain data in a fixed order, so that two databases of one schema give the same text.
// Flags that are false and texts that are absent are left out.

export interface DbSchema {
  /** `server_version_num`, e.g. 180004; for information, nothing generated depends on it. */
  readonly serverVersion: number;
  /** By schema and name. Tables of extensions, partitions and ignored tables are left out. */
  readonly tables: ReadonlyArray<DbTable>;
  /** `CREATE TYPE … AS ENUM`, by schema and name. */
  readonly enums: ReadonlyArray<DbEnum>;
}

export type DbTableKind = "table" | "partitioned table" | "view" | "materialized view";

export interface DbTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: DbTableKind;
  readonly comment?: string;
  /** The query of a view. */
  readonly definition?: string;
  /** In the order of the table. */
  readonly columns: ReadonlyArray<DbColumn>;
  readonly primaryKey?: { readonly name: string; readonly columns: ReadonlyArray<string> };
  /** By name; without the one of the primary key. */
  readonly indexes: ReadonlyArray<DbIndex>;
  /** By name. */
  readonly foreignKeys: ReadonlyArray<DbForeignKey>;
  /** By name. */
  readonly checks: ReadonlyArray<{ readonly name: string; readonly expression: string }>;
  /**
   * The rows of what may be an enum table (it has `id`, `code` and `name` and no timestamps), every cell as Postgres prints
   * it, in the order of `id`. At most 1001, which is one more than an enum may have.
   */
  readonly rows?: ReadonlyArray<Readonly<Record<string, string | null>>>;
}

export interface DbColumn {
  readonly name: string;
  /**
   * As `format_type` prints it without a modifier and for an empty search path: `integer`, `text[]`, `public.citext`,
   * `bpchar`. A domain is printed as the type below it.
   */
  readonly type: string;
  /** The domain's own name. */
  readonly domain?: string;
  /** The type with its modifier, where it has one: `numeric(10,2)`, `character varying(20)`. */
  readonly declared?: string;
  /** The declared number of dimensions, when it is more than one. */
  readonly dimensions?: number;
  readonly notNull?: true;
  /** The expression, as Postgres prints it. */
  readonly default?: string;
  readonly identity?: "always" | "by default";
  readonly generated?: "stored" | "virtual";
  /** The expression of a generated column. */
  readonly expression?: string;
  /** The sequence that the default or the identity takes its values from, quoted and qualified. */
  readonly sequence?: string;
  readonly comment?: string;
}

export interface DbIndex {
  readonly name: string;
  readonly method: string;
  /** Names of columns, and expressions as Postgres prints them. */
  readonly columns: ReadonlyArray<string>;
  readonly unique?: true;
  /** It belongs to a constraint of the same name. */
  readonly constraint?: "unique" | "exclusion";
  /** At least one of `columns` is an expression. */
  readonly hasExpressions?: true;
  /** The condition of a partial index. */
  readonly where?: string;
  /** Built without success. */
  readonly invalid?: true;
}

export type DbAction = "restrict" | "cascade" | "set null" | "set default";

export interface DbForeignKey {
  readonly name: string;
  readonly columns: ReadonlyArray<string>;
  readonly references: {
    readonly schema: string;
    readonly table: string;
    readonly columns: ReadonlyArray<string>;
  };
  readonly deferrable?: true;
  readonly initiallyDeferred?: true;
  /** Left out for `NO ACTION`. */
  readonly onDelete?: DbAction;
  readonly onUpdate?: DbAction;
}

export interface DbEnum {
  readonly schema: string;
  readonly name: string;
  /** The type as columns name it. */
  readonly type: string;
  /** In the order of the type. */
  readonly labels: ReadonlyArray<string>;
  readonly comment?: string;
}
