// Postgres makes no index for a foreign key, and both loading a collection and deleting a parent need one.
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { forwardOnly } from "./forwardOnly.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName, toName } from "./TableName.ts";

/** Adds an index for each column with a reference that has none by being unique or the key. */
export function indexForeignKeys(
  b: MigrationBuilder,
  table: TableName,
  columns: ColumnDefinitions,
): void {
  for (const [column, definition] of Object.entries(columns)) {
    if (typeof definition === "string" || definition.references === undefined) continue;
    if (definition.unique === true || definition.primaryKey === true) continue;
    indexColumns(b, table, [column]);
  }
}

/** Adds an index whose name stays within 63 bytes. */
export function indexColumns(
  b: MigrationBuilder,
  table: TableName,
  columns: ReadonlyArray<string>,
  unique: boolean = false,
): void {
  const name = shortName(plainName(table), ...columns, unique ? "unique_index" : "index");
  if (columns.every((column) => /^\w+$/.test(column))) {
    b.createIndex(toName(table), [...columns], { name, ...(unique ? { unique } : {}) });
    return;
  }
  // node-pg-migrate takes a column that is not a plain word for an expression and leaves it unquoted.
  const quoted = columns.map((column) => escapeIdentifier(column)).join(", ");
  const kind = unique ? "UNIQUE INDEX" : "INDEX";
  forwardOnly(b, `CREATE ${kind} ${escapeIdentifier(name)} ON ${quoteTable(table)} (${quoted});`);
}
