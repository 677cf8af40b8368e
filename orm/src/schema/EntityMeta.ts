// What the runtime knows of one entity type, linked from the schema's plain data and the class.
import type { Entity, EntityConstructor } from "../types/Entity.ts";
import type { Domain } from "./Domain.ts";
import type { ColumnField, Field, LazyColumnField, PrimaryKeyField, RecursiveField, RelationField } from "./Field.ts";
import type { IdForm, IdGenerator, KeyType } from "./Schema.ts";

/** `T` is the entity class described. The structure may change between versions; read it, do not build on it. */
export interface EntityMeta<T extends Entity = Entity> {
  readonly domain: Domain;
  /** The name of the entity: `Author`. */
  readonly type: string;
  readonly cstr: EntityConstructor<T>;
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
  readonly idField: PrimaryKeyField;
  /** All fields by name, the id included. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The fields with columns, in the order of the select list. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** The fields with columns that are loaded only when asked for. */
  readonly lazyColumns: ReadonlyArray<LazyColumnField>;
  /** All fields with columns: those of the select list, then the lazy ones. */
  readonly allColumns: ReadonlyArray<ColumnField>;
  readonly relations: ReadonlyArray<RelationField>;
  readonly recursiveFields: ReadonlyArray<RecursiveField>;
  readonly timestamps: {
    readonly createdAt: ColumnField | undefined;
    readonly updatedAt: ColumnField | undefined;
    readonly deletedAt: ColumnField | undefined;
  };
  readonly versionField: ColumnField | undefined;
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
  /** The place of the table in the one order in which every flush locks and writes: parents before children. */
  readonly tableOrder: number;
  /** What `static config` of the class holds: its rules. The floor that runs them knows its type. */
  readonly config: unknown;
}
