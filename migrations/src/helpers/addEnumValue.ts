// A further value of an enum.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeLiteral } from "pg";
import { enumCode } from "./enumCode.ts";
import { type EnumCell, type EnumIdType, insertEnumRows } from "./insertEnumRows.ts";
import { reversible } from "./reversible.ts";
import { quoteTable, type TableName } from "./TableName.ts";

/** How the new value's row differs from what the database fills in. */
export interface AddEnumValueOptions {
  /** The type of the enum's keys, where it is not counted: of a `text` key the code is the key. */
  readonly idType?: EnumIdType;
}

/**
 * Adds a value to an enum's table. Undone automatically while nothing refers to it.
 *
 * @example
 * addEnumValue(b, "book_status", ["ARCHIVED", "Archived"]);
 *
 * **SQL**
 * ```sql
 * INSERT INTO "book_status" ("code", "name") VALUES ('ARCHIVED', 'Archived')
 * ```
 *
 * @throws MigrationError `CODE_INVALID`
 */
export function addEnumValue(
  b: MigrationBuilder,
  table: TableName,
  [code, name]: readonly [code: string, name: string],
  extra: Readonly<Record<string, EnumCell>> = {},
  options: AddEnumValueOptions = {},
): void {
  const row = { code: enumCode(code), name, ...extra };
  reversible(
    b,
    insertEnumRows(table, [row], options.idType),
    `DELETE FROM ${quoteTable(table)} WHERE "code" = ${escapeLiteral(code)};`,
  );
}
