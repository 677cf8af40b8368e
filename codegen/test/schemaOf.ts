// Schemas in short, for tests of the model: `{ books: { title: "text!", author_id: "-> authors! unique" } }`. A table has a
// serial key `id` unless it says otherwise.
import type { DbColumn, DbForeignKey, DbIndex, DbSchema, DbTable } from "kingpost/catalog";

export interface ShortTable {
  /** `type`, `type!` for NOT NULL, `-> table`, and `unique` and `= default` behind it. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Default `["id"]`. */
  readonly key?: ReadonlyArray<string>;
  readonly schema?: string;
  readonly comments?: Readonly<Record<string, string>>;
  readonly indexes?: ReadonlyArray<DbIndex>;
  readonly foreignKeys?: ReadonlyArray<DbForeignKey>;
  readonly checks?: DbTable["checks"];
  readonly rows?: DbTable["rows"];
}

export function schemaOf(tables: Readonly<Record<string, ShortTable>>): DbSchema {
  return {
    serverVersion: 180_000,
    enums: [],
    tables: Object.entries(tables).map(([name, table]) => tableOf(name, table)),
  };
}

function tableOf(name: string, table: ShortTable): DbTable {
  const { columns = {}, key = ["id"], schema = "public", rows } = table;
  const specs = Object.entries(
    key.includes("id") && !("id" in columns) ? { id: "serial!", ...columns } : columns,
  );
  const uniques = specs
    .filter(([, spec]) => / unique\b/.test(spec))
    .map(([column]): DbIndex => ({
      name: `${name}_${column}_key`,
      method: "btree",
      columns: [column],
      unique: true,
      constraint: "unique",
    }));
  const references = specs.flatMap(([column, spec]) => {
    const target = /^-> (\w+)/.exec(spec)?.[1];
    return target === undefined ? [] : [referenceOf(name, column, target, schema)];
  });
  return {
    schema,
    name,
    kind: "table",
    columns: specs.map(([column, spec]) => columnOf(name, column, spec, table.comments?.[column])),
    ...(key.length === 0 ? {} : { primaryKey: { name: `${name}_pkey`, columns: key } }),
    indexes: [...uniques, ...(table.indexes ?? [])],
    foreignKeys: [...references, ...(table.foreignKeys ?? [])],
    checks: table.checks ?? [],
    ...(rows === undefined ? {} : { rows }),
  };
}

function columnOf(
  table: string,
  name: string,
  spec: string,
  comment: string | undefined,
): DbColumn {
  const type = spec.startsWith("->") ? "integer" : /^[^!=]+?(?=!| unique| =|$)/.exec(spec)![0];
  const isSerial = type === "serial";
  const value = / = (.+)$/.exec(spec)?.[1];
  return {
    name,
    type: isSerial ? "integer" : type,
    ...(spec.includes("!") ? { notNull: true } : {}),
    ...(isSerial
      ? {
          default: `nextval('public.${table}_${name}_seq'::regclass)`,
          sequence: `public.${table}_${name}_seq`,
        }
      : value === undefined
        ? {}
        : { default: value }),
    ...(comment === undefined ? {} : { comment }),
  };
}

export function referenceOf(
  table: string,
  column: string,
  target: string,
  schema = "public",
): DbForeignKey {
  return {
    name: `${table}_${column}_fkey`,
    columns: [column],
    references: { schema, table: target, columns: ["id"] },
    deferrable: true,
    initiallyDeferred: true,
  };
}
