// Another name for a column, and for what is named after it.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier, escapeLiteral } from "pg";
import { block } from "./block.ts";
import { renameDependents } from "./renameDependents.ts";
import { reversible } from "./reversible.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/**
 * Renames a column, and those of the table's indexes, constraints and sequences that are named after it. Undone automatically.
 * Processes that run meanwhile still use the old name; where there are such, use `beginColumnChange`.
 *
 * @example
 * renameColumn(b, "books", "author_id", "writer_id");
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" RENAME "author_id" TO "writer_id";
 * ALTER INDEX "books_author_id_index" RENAME TO "books_writer_id_index"; -- and so on, as the catalog says
 * ```
 */
export function renameColumn(
  b: MigrationBuilder,
  table: TableName,
  from: string,
  to: string,
): void {
  reversible(b, rename(table, from, to), rename(table, to, from));
}

function rename(table: TableName, from: string, to: string): string {
  const target = quoteTable(table);
  const front = plainName(table);
  return block(`
DECLARE
  target regclass := ${escapeLiteral(target)}::regclass;
  part record;
BEGIN
  ALTER TABLE ${target} RENAME ${escapeIdentifier(from)} TO ${escapeIdentifier(to)};${renameDependents(`${front}_${from}_`, `${front}_${to}_`)}
END`);
}
