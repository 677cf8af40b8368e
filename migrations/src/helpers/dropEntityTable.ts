// The way back of createEntityTable.
import type { MigrationBuilder } from "node-pg-migrate";
import { type TableName, toName } from "./TableName.ts";

/**
 * Drops an entity's table with its rows, indexes and triggers. It fails while another table refers to it.
 *
 * @example
 * dropEntityTable(b, "books");
 *
 * **SQL**
 * ```sql
 * DROP TABLE "books"
 * ```
 */
export function dropEntityTable(b: MigrationBuilder, table: TableName): void {
  b.dropTable(toName(table));
}
