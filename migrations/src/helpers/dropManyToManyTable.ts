// The way back of createManyToManyTable.
import type { MigrationBuilder } from "node-pg-migrate";
import { type TableName, toName } from "./TableName.ts";

/**
 * Drops a join table with its rows, indexes and triggers. It fails while another table refers to it.
 *
 * @example
 * dropManyToManyTable(b, "books");
 *
 * **SQL**
 * ```sql
 * DROP TABLE "books"
 * ```
 */
export function dropManyToManyTable(b: MigrationBuilder, table: TableName): void {
  b.dropTable(toName(table));
}
