// Further columns of a table.
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { indexForeignKeys } from "./indexForeignKeys.ts";
import { safeColumns } from "./safeColumns.ts";
import { type TableName, toName } from "./TableName.ts";

/**
 * Adds columns, and an index for every reference among them. Undone automatically.
 *
 * @example
 * addColumns(b, "books", { editor_id: foreignKey("authors", { notNull: false, otherFieldName: "edited" }) });
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" ADD "editor_id" integer REFERENCES "authors" DEFERRABLE INITIALLY DEFERRED;
 * CREATE INDEX "books_editor_id_index" ON "books" ("editor_id")
 * ```
 */
export function addColumns(
  b: MigrationBuilder,
  table: TableName,
  columns: ColumnDefinitions,
): void {
  b.addColumns(toName(table), safeColumns(b, columns));
  indexForeignKeys(b, table, columns);
}
