// How tables are named to helpers: as in the database, with the schema where it is not the default one.
import { escapeIdentifier } from "pg";

/** A table: its name, or `{ schema, name }`. */
export type TableName = string | { readonly schema?: string; readonly name: string };

/** A table in the form node-pg-migrate takes; it quotes both parts. */
export function toName(table: TableName): string | { schema?: string; name: string } {
  return typeof table === "string" ? table : { ...table };
}

/** The table's own name, without the schema. */
export function plainName(table: TableName): string {
  return typeof table === "string" ? table : table.name;
}

/** The table as it stands in SQL. */
export function quoteTable(table: TableName): string {
  const name = escapeIdentifier(plainName(table));
  return typeof table === "string" || table.schema === undefined
    ? name
    : `${escapeIdentifier(table.schema)}.${name}`;
}
