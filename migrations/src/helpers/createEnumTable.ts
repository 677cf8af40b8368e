// The table of an enum: its values are rows, so that the database can check references to them and people can read them.
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier, escapeLiteral } from "pg";
import { MigrationError } from "../errors/MigrationError.ts";
import { forwardOnly } from "./forwardOnly.ts";
import { safeColumns } from "./safeColumns.ts";
import { safeText } from "./safeText.ts";
import { quoteTable, type TableName, toName } from "./TableName.ts";

/** A value of an extra column. */
export type EnumCell = boolean | number | string | null;

/** A value of an enum: `[code, name]`, or an object that also fills the extra columns. */
export type EnumRow =
  | readonly [code: string, name: string]
  | ({ readonly code: string; readonly name: string } & Readonly<Record<string, EnumCell>>);

/** What an enum's table has beside `id`, `code` and `name`. */
export interface EnumTableOptions {
  readonly columns?: ColumnDefinitions;
  readonly comment?: string;
}

/**
 * Creates the table of an enum and its rows, whose ids count from 1 in the given order. Codes are upper-case letters, digits and
 * underlines.
 *
 * @example
 * createEnumTable(b, "book_status", [["DRAFT", "Draft"], ["PUBLISHED", "Published"]]);
 *
 * **SQL**
 * ```sql
 * CREATE TABLE "book_status" ("id" serial PRIMARY KEY, "code" text UNIQUE NOT NULL, "name" text NOT NULL);
 * INSERT INTO "book_status" ("code", "name") VALUES ('DRAFT', 'Draft'), ('PUBLISHED', 'Published')
 * ```
 *
 * @throws MigrationError `CODE_INVALID`
 */
export function createEnumTable(
  b: MigrationBuilder,
  table: TableName,
  rows: ReadonlyArray<EnumRow>,
  options: EnumTableOptions = {},
): void {
  b.createTable(
    toName(table),
    {
      id: { type: "serial", primaryKey: true },
      code: { type: "text", notNull: true, unique: true },
      name: { type: "text", notNull: true },
      ...safeColumns(b, options.columns ?? {}),
    },
    options.comment === undefined ? {} : { comment: safeText(options.comment) },
  );
  if (rows.length > 0) forwardOnly(b, insertRows(table, rows.map(toRecord)));
}

function toRecord(row: EnumRow): Readonly<Record<string, EnumCell>> {
  const record = isPair(row) ? { code: row[0], name: row[1] } : row;
  if (/^[A-Z0-9_]+$/.test(record.code)) return record;
  throw new MigrationError(
    "CODE_INVALID",
    `Invalid enum code "${record.code}": use upper-case letters, digits and underlines.`,
  );
}

function isPair(row: EnumRow): row is readonly [string, string] {
  return Array.isArray(row);
}

function insertRows(
  table: TableName,
  rows: ReadonlyArray<Readonly<Record<string, EnumCell>>>,
): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const tuples = rows.map(
    (row) =>
      `(${columns.map((column) => (column in row ? literal(row[column] ?? null) : "DEFAULT")).join(", ")})`,
  );
  const names = columns.map((column) => escapeIdentifier(column)).join(", ");
  return `INSERT INTO ${quoteTable(table)} (${names}) VALUES\n  ${tuples.join(",\n  ")};`;
}

function literal(value: EnumCell): string {
  return typeof value === "string" ? escapeLiteral(value) : String(value).toUpperCase();
}
