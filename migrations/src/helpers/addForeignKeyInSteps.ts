// A foreign key on a column that is in use.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { addConstraintInSteps } from "./addConstraintInSteps.ts";
import { createIndexConcurrently } from "./createIndexConcurrently.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/** What the reference is like. */
export interface ForeignKeyInStepsOptions {
  /** Default: the primary key of the other table. */
  readonly otherColumn?: string;
  readonly onDelete?: "CASCADE" | "NO ACTION" | "RESTRICT" | "SET DEFAULT" | "SET NULL";
  /** Default true: a foreign key without an index is slow to load along and to delete by. */
  readonly index?: boolean;
}

/**
 * Makes a column that exists refer to another table, without stopping reads and writes while the rows are looked at. The migration
 * runs without a transaction and may run again. Undone automatically.
 *
 * @example
 * addForeignKeyInSteps(b, "books", "editor_id", "authors");
 *
 * **SQL**
 * ```sql
 * CREATE INDEX CONCURRENTLY "books_editor_id_index" ON "books" USING btree ("editor_id");
 * ALTER TABLE "books" ADD CONSTRAINT "books_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "authors"
 *   DEFERRABLE INITIALLY DEFERRED NOT VALID;
 * ALTER TABLE "books" VALIDATE CONSTRAINT "books_editor_id_fkey"
 * ```
 */
export function addForeignKeyInSteps(
  b: MigrationBuilder,
  table: TableName,
  column: string,
  otherTable: TableName,
  options: ForeignKeyInStepsOptions = {},
): void {
  const { otherColumn, onDelete, index = true } = options;
  if (index) createIndexConcurrently(b, table, [column]);
  const target = `${quoteTable(otherTable)}${otherColumn === undefined ? "" : ` (${escapeIdentifier(otherColumn)})`}`;
  addConstraintInSteps(
    b,
    table,
    shortName(plainName(table), column, "fkey"),
    `FOREIGN KEY (${escapeIdentifier(column)}) REFERENCES ${target}` +
      `${onDelete === undefined ? "" : ` ON DELETE ${onDelete}`} DEFERRABLE INITIALLY DEFERRED`,
  );
}
