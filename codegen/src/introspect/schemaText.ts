// A schema as people read it.
import type { DbColumn, DbSchema, DbTable } from "kingpost/catalog";

/** Its tables and enums, each with what belongs to it. */
export function schemaText({ tables, enums }: DbSchema): string {
  const types = enums.map(
    ({ schema, name, labels }) => `enum ${schema}.${name}: ${labels.join(", ")}`,
  );
  return [...tables.map(tableText), ...(types.length === 0 ? [] : [types.join("\n")])].join("\n\n");
}

function tableText(table: DbTable): string {
  const rows = table.columns.map((column) => [
    column.name,
    column.declared ?? column.type,
    factsOf(table, column),
  ]);
  const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => row[at]!.length)));
  return [
    `${table.kind} ${table.schema}.${table.name}`,
    ...rows.map((row) =>
      `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
    ),
    ...constraintsOf(table).map((line) => `  ${line}`),
  ].join("\n");
}

function factsOf(table: DbTable, column: DbColumn): string {
  const key = table.foreignKeys.find(({ columns }) => columns.join() === column.name);
  const isUnique = table.indexes.some(
    ({ unique, columns }) => unique === true && columns.join() === column.name,
  );
  return [
    table.primaryKey?.columns.join() === column.name ? "primary key" : undefined,
    column.notNull === true ? "not null" : undefined,
    isUnique ? "unique" : undefined,
    column.generated !== undefined
      ? `generated ${column.generated}, ${column.expression}`
      : column.default && `default ${column.default}`,
    key && `→ ${key.references.schema}.${key.references.table}.${key.references.columns.join()}`,
  ]
    .filter((fact) => fact !== undefined)
    .join(", ");
}

function several(columns: ReadonlyArray<unknown>): boolean {
  return columns.length > 1;
}

/** What is of several columns, or of none. */
function constraintsOf({
  primaryKey,
  indexes,
  foreignKeys,
  checks,
}: DbTable): ReadonlyArray<string> {
  return [
    ...(primaryKey !== undefined && several(primaryKey.columns)
      ? [`primary key (${primaryKey.columns.join(", ")})`]
      : []),
    ...foreignKeys
      .filter(({ columns }) => several(columns))
      .map(
        ({ columns, references }) =>
          `(${columns.join(", ")}) → ${references.schema}.${references.table} (${references.columns.join(", ")})`,
      ),
    ...indexes
      .filter(({ unique, columns }) => unique !== true || several(columns))
      .map(
        ({ name, unique, columns }) =>
          `${unique === true ? "unique " : ""}index ${name} (${columns.join(", ")})`,
      ),
    ...checks.map(({ name, expression }) => `check ${name}: ${expression}`),
  ];
}
