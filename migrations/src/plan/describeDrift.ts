// Two schemas side by side, in words.
import type { DbColumn, DbEnum, DbForeignKey, DbIndex, DbSchema, DbTable } from "kingpost/catalog";

/** A sentence for each difference between the snapshot and a database, table by table. */
export function describeDrift(snapshot: DbSchema, live: DbSchema): ReadonlyArray<string> {
  const isSameVersion = majorOf(snapshot) === majorOf(live);
  return [
    ...compare("table", "", named(snapshot.tables), named(live.tables), kindAndComment, (a, b) =>
      compareTables(a, b, isSameVersion),
    ),
    ...compare("enum", "", named(snapshot.enums), named(live.enums), enumText),
  ];
}

/** A view's text is the server's: versions print the same view in different words. */
function majorOf({ serverVersion }: DbSchema): number {
  return Math.floor(serverVersion / 10_000);
}

function compareTables(
  wanted: DbTable,
  found: DbTable,
  isSameVersion: boolean,
): ReadonlyArray<string> {
  const table = nameOf(wanted);
  return [
    ...compare("column", table, named(wanted.columns), named(found.columns), columnText),
    ...compareText(`${table}: the primary key`, keyText(wanted), keyText(found)),
    ...compare("index", table, named(wanted.indexes), named(found.indexes), indexText),
    ...compare(
      "foreign key",
      table,
      named(wanted.foreignKeys),
      named(found.foreignKeys),
      foreignKeyText,
    ),
    ...compare(
      "check",
      table,
      named(wanted.checks),
      named(found.checks),
      ({ expression }) => expression,
    ),
    ...(isSameVersion
      ? compareText(`${table}: the query`, wanted.definition ?? "", found.definition ?? "")
      : []),
    // The snapshot has the rows of enum tables only; those of other tables are data.
    ...(wanted.rows === undefined
      ? []
      : compare("row", table, rowsOf(wanted), rowsOf(found), (row) => JSON.stringify(row))),
  ];
}

/** What one has and the other has not, and what both have but differently. */
function compare<T>(
  kind: string,
  place: string,
  wanted: ReadonlyMap<string, T>,
  found: ReadonlyMap<string, T>,
  textOf: (each: T) => string,
  within: (wanted: T, found: T) => ReadonlyArray<string> = () => [],
): ReadonlyArray<string> {
  const labelOf = (name: string): string => (place === "" ? name : `${place}: ${kind} ${name}`);
  const label = (name: string): string => (place === "" ? `${kind} ${name}` : labelOf(name));
  return [
    ...[...wanted].flatMap(([name, each]) => {
      const other = found.get(name);
      if (other === undefined) return [`${label(name)} is not in the database`];
      return [...compareText(label(name), textOf(each), textOf(other)), ...within(each, other)];
    }),
    ...[...found.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `${label(name)} is in the database only`),
  ];
}

function compareText(label: string, wanted: string, found: string): ReadonlyArray<string> {
  return wanted === found
    ? []
    : [`${label} is ${shown(found)} in the database, ${shown(wanted)} in the snapshot`];
}

function shown(text: string): string {
  return text === "" ? "nothing" : `\`${text.replaceAll(/\s+/g, " ").trim()}\``;
}

function nameOf({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function named<T extends { readonly schema?: string; readonly name: string }>(
  all: ReadonlyArray<T>,
): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [nameOf(each), each]));
}

function rowsOf({
  rows = [],
}: DbTable): ReadonlyMap<string, DbTable["rows"] & {} extends ReadonlyArray<infer R> ? R : never> {
  return new Map(rows.map((row) => [String(row["code"]), row]));
}

function kindAndComment({ kind, comment }: DbTable): string {
  return comment === undefined ? kind : `${kind}, ${comment}`;
}

function enumText({ labels, comment }: DbEnum): string {
  return labels.join(", ") + (comment === undefined ? "" : `, ${comment}`);
}

function columnText(column: DbColumn): string {
  const { type, declared = type, domain, dimensions, notNull, comment } = column;
  return [
    domain ?? declared,
    dimensions === undefined ? "" : `of ${dimensions} dimensions`,
    notNull === true ? "NOT NULL" : "",
    column.default === undefined ? "" : `DEFAULT ${column.default}`,
    column.identity === undefined ? "" : `GENERATED ${column.identity.toUpperCase()} AS IDENTITY`,
    column.expression === undefined ? "" : `GENERATED AS (${column.expression})`,
    column.sequence === undefined || column.default !== undefined ? "" : `from ${column.sequence}`,
    comment === undefined ? "" : `-- ${comment}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function keyText({ primaryKey }: DbTable): string {
  return primaryKey === undefined ? "" : `${primaryKey.name} (${primaryKey.columns.join(", ")})`;
}

function indexText(index: DbIndex): string {
  return [
    index.constraint ?? (index.unique === true ? "unique" : ""),
    `${index.method} (${index.columns.join(", ")})`,
    index.where === undefined ? "" : `WHERE ${index.where}`,
    index.invalid === true ? "INVALID" : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function foreignKeyText(key: DbForeignKey): string {
  const { schema, table, columns } = key.references;
  return [
    `(${key.columns.join(", ")}) → ${schema}.${table} (${columns.join(", ")})`,
    key.onDelete === undefined ? "" : `ON DELETE ${key.onDelete.toUpperCase()}`,
    key.onUpdate === undefined ? "" : `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    key.deferrable === true ? "DEFERRABLE" : "",
    key.initiallyDeferred === true ? "INITIALLY DEFERRED" : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
