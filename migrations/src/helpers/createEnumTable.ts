// The table of an enum: its values are rows, so that the database can check references to them and people can read them.
import type { ColumnDefinition, ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { enumCode } from "./enumCode.ts";
import { forwardOnly } from "./forwardOnly.ts";
import { type EnumCell, type EnumIdType, insertEnumRows } from "./insertEnumRows.ts";
import { safeColumns } from "./safeColumns.ts";
import { safeText } from "./safeText.ts";
import { type TableName, toName } from "./TableName.ts";

/** A value of an enum: `[code, name]`, or an object that also fills the extra columns. */
export type EnumRow =
  | readonly [code: string, name: string]
  | ({ readonly code: string; readonly name: string } & Readonly<Record<string, EnumCell>>);

/** What an enum's table has beside `id`, `code` and `name`. */
export interface EnumTableOptions {
  /** Default `int`, counted from 1; so are `smallint` and `bigint`. Of `text` the code is the key, of `uuid` a random one. */
  readonly idType?: EnumIdType;
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
      id: keyColumn(b, options.idType),
      code: { type: "text", notNull: true, unique: true },
      name: { type: "text", notNull: true },
      ...safeColumns(b, options.columns ?? {}),
    },
    options.comment === undefined ? {} : { comment: safeText(options.comment) },
  );
  if (rows.length > 0) forwardOnly(b, insertEnumRows(table, rows.map(toRecord), options.idType));
}

function keyColumn(b: MigrationBuilder, idType: EnumIdType = "int"): ColumnDefinition {
  if (idType === "text") return { type: "text", primaryKey: true };
  if (idType === "uuid")
    return { type: "uuid", primaryKey: true, default: b.func("gen_random_uuid()") };
  const types = { int: "serial", smallint: "smallserial", bigint: "bigserial" };
  return { type: types[idType], primaryKey: true };
}

function toRecord(row: EnumRow): Readonly<Record<string, EnumCell>> {
  const record = isPair(row) ? { code: row[0], name: row[1] } : row;
  enumCode(record.code);
  return record;
}

function isPair(row: EnumRow): row is readonly [string, string] {
  return Array.isArray(row);
}
