// The column by which an update notices that another one came first.
import type { MigrationBuilder } from "node-pg-migrate";
import { type TableName, toName } from "./TableName.ts";

/**
 * Adds `version` to a table that was made without it; `createEntityTable` does so for its own. Undone automatically.
 *
 * @example
 * addVersionColumn(b, "imported_books");
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "imported_books" ADD "version" integer DEFAULT 1 NOT NULL
 * ```
 */
export function addVersionColumn(b: MigrationBuilder, table: TableName): void {
  b.addColumns(toName(table), { version: { type: "integer", notNull: true, default: 1 } });
}
