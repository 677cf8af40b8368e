// Another name for a table, and for what is named after it: a sequence, indexes, constraints and triggers that went on with the
// old name would puzzle everybody who reads an error.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier, escapeLiteral } from "pg";
import { block } from "./block.ts";
import { renameDependents } from "./renameDependents.ts";
import { reversible } from "./reversible.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/**
 * Renames a table, its sequences, and those of its indexes, constraints and triggers whose names begin with the table's. Undone
 * automatically. Processes that run meanwhile still use the old name: where there are such, make a view of that name first.
 *
 * @example
 * renameTable(b, "books", "works");
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" RENAME TO "works";
 * ALTER SEQUENCE "books_id_seq" RENAME TO "works_id_seq"; -- and so on, as the catalog says
 * ```
 */
export function renameTable(b: MigrationBuilder, from: TableName, to: string): void {
  const renamed: TableName =
    typeof from === "string" || from.schema === undefined ? to : { schema: from.schema, name: to };
  reversible(b, rename(from, to), rename(renamed, plainName(from)));
}

function rename(from: TableName, to: string): string {
  const name = plainName(from);
  return block(`
DECLARE
  target regclass := ${escapeLiteral(quoteTable(from))}::regclass;
  part record;
BEGIN
  ALTER TABLE ${quoteTable(from)} RENAME TO ${escapeIdentifier(to)};${renameDependents(`${name}_`, `${to}_`)}
END`);
}
