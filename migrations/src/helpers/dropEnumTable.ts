// The way back of createEnumTable.
import type { MigrationBuilder } from "node-pg-migrate";
import { type TableName, toName } from "./TableName.ts";

/**
 * Drops an enum's table with its rows, indexes and triggers. It fails while another table refers to it.
 *
 * @example
 * dropEnumTable(b, "books");
 *
 * **SQL**
 * ```sql
 * DROP TABLE "books"
 * ```
 */
export function dropEnumTable(b: MigrationBuilder, table: TableName): void {
  b.dropTable(toName(table));
}
