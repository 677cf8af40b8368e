// From the answer of the catalog query to `DbSchema`: flags that are false and absent texts dropped, lists sorted by code unit
// (the server's collation would make the order depend on the database), ignored tables left out.
import type {
  DbAction,
  DbColumn,
  DbEnum,
  DbForeignKey,
  DbIndex,
  DbSchema,
  DbTable,
  DbTableKind,
} from "./DbSchema.ts";

/** @param cell the one cell that the last of `catalogStatements` answers with */
export function toDbSchema(cell: string, ignoredTables: ReadonlyArray<string> = []): DbSchema {
  const { serverVersion, tables, enums } = JSON.parse(cell) as RawSchema;
  const isIgnored = ignoredTables.map(toMatcher);
  return {
    serverVersion,
    tables: tables
      .filter((table) => !isIgnored.some((matches) => matches(table)))
      .map(toTable)
      .toSorted(byQualifiedName),
    enums: enums.map(toEnum).toSorted(byQualifiedName),
  };
}

interface RawSchema {
  readonly serverVersion: number;
  readonly tables: ReadonlyArray<RawTable>;
  readonly enums: ReadonlyArray<RawEnum>;
}

interface RawTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: "r" | "p" | "v" | "m";
  readonly comment: string | null;
  readonly definition: string | null;
  readonly columns: ReadonlyArray<RawColumn> | null;
  readonly primaryKey: { readonly name: string; readonly columns: ReadonlyArray<string> } | null;
  readonly indexes: ReadonlyArray<RawIndex> | null;
  readonly foreignKeys: ReadonlyArray<RawForeignKey> | null;
  readonly checks: ReadonlyArray<{ readonly name: string; readonly expression: string }> | null;
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>> | null;
}

interface RawColumn {
  readonly name: string;
  readonly type: string;
  readonly domain: string | null;
  readonly declared: string | null;
  readonly dimensions: number;
  readonly notNull: boolean;
  readonly identity: "" | "a" | "d";
  readonly generated: "" | "s" | "v";
  readonly expression: string | null;
  readonly sequence: string | null;
  readonly comment: string | null;
}

interface RawIndex {
  readonly name: string;
  readonly method: string;
  readonly columns: ReadonlyArray<string>;
  readonly unique: boolean;
  readonly constraint: "u" | "x" | null;
  readonly hasExpressions: boolean;
  readonly where: string | null;
  readonly invalid: boolean;
}

interface RawForeignKey {
  readonly name: string;
  readonly columns: ReadonlyArray<string>;
  readonly schema: string;
  readonly table: string;
  readonly referenced: ReadonlyArray<string>;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly onDelete: string;
  readonly onUpdate: string;
}

interface RawEnum {
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly labels: ReadonlyArray<string> | null;
  readonly comment: string | null;
}

const kinds: Readonly<Record<RawTable["kind"], DbTableKind>> = {
  r: "table",
  p: "partitioned table",
  v: "view",
  m: "materialized view",
};

function toTable(raw: RawTable): DbTable {
  const columns = raw.columns ?? [];
  return {
    schema: raw.schema,
    name: raw.name,
    kind: kinds[raw.kind],
    ...given("comment", raw.comment),
    ...given("definition", raw.definition),
    columns: columns.map(toColumn),
    ...given("primaryKey", raw.primaryKey),
    indexes: (raw.indexes ?? []).map(toIndex).toSorted(byName),
    foreignKeys: (raw.foreignKeys ?? []).map(toForeignKey).toSorted(byName),
    checks: (raw.checks ?? []).toSorted(byName),
    ...(raw.rows === null
      ? {}
      : {
          rows: raw.rows.map((cells) =>
            Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])),
          ),
        }),
  };
}

function toColumn(raw: RawColumn): DbColumn {
  const isGenerated = raw.generated !== "";
  return {
    name: raw.name,
    type: raw.type,
    ...given("domain", raw.domain),
    ...given("declared", raw.declared),
    ...(raw.dimensions > 1 ? { dimensions: raw.dimensions } : {}),
    ...flag("notNull", raw.notNull),
    ...given(isGenerated ? "expression" : "default", raw.expression),
    ...(raw.identity === "" ? {} : { identity: raw.identity === "a" ? "always" : "by default" }),
    ...(isGenerated ? { generated: raw.generated === "s" ? "stored" : "virtual" } : {}),
    ...given("sequence", raw.sequence),
    ...given("comment", raw.comment),
  };
}

function toIndex(raw: RawIndex): DbIndex {
  return {
    name: raw.name,
    method: raw.method,
    columns: raw.columns,
    ...flag("unique", raw.unique),
    ...(raw.constraint === null
      ? {}
      : { constraint: raw.constraint === "u" ? "unique" : "exclusion" }),
    ...flag("hasExpressions", raw.hasExpressions),
    ...given("where", raw.where),
    ...flag("invalid", raw.invalid),
  };
}

const actions: Readonly<Record<string, DbAction>> = {
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

function toForeignKey(raw: RawForeignKey): DbForeignKey {
  return {
    name: raw.name,
    columns: raw.columns,
    references: { schema: raw.schema, table: raw.table, columns: raw.referenced },
    ...flag("deferrable", raw.deferrable),
    ...flag("initiallyDeferred", raw.initiallyDeferred),
    ...given("onDelete", actions[raw.onDelete] ?? null),
    ...given("onUpdate", actions[raw.onUpdate] ?? null),
  };
}

function toEnum(raw: RawEnum): DbEnum {
  return {
    schema: raw.schema,
    name: raw.name,
    type: raw.type,
    labels: raw.labels ?? [],
    ...given("comment", raw.comment),
  };
}

function given<K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } {
  return (value === null ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

function flag<K extends string>(key: K, isSet: boolean): { readonly [P in K]?: true } {
  return (isSet ? { [key]: true } : {}) as { readonly [P in K]?: true };
}

/** A pattern without a dot speaks of the name alone. */
function toMatcher(pattern: string): (table: { schema: string; name: string }) => boolean {
  const parts = pattern
    .split("*")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join(".*")}$`, "su");
  return ({ schema, name }) => expression.test(name) || expression.test(`${schema}.${name}`);
}

interface Named {
  readonly name: string;
}

function byName(a: Named, b: Named): number {
  return compare(a.name, b.name);
}

function byQualifiedName(a: Named & { schema: string }, b: Named & { schema: string }): number {
  return compare(a.schema, b.schema) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
