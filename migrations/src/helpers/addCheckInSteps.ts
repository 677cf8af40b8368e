// A check on a table that is in use.
import type { MigrationBuilder } from "node-pg-migrate";
import { addConstraintInSteps } from "./addConstraintInSteps.ts";
import type { TableName } from "./TableName.ts";

/**
 * Adds a check without stopping reads and writes while the rows are looked at. The migration runs without a transaction and may run
 * again. Undone automatically.
 *
 * @example
 * addCheckInSteps(b, "books", "books_pages_check", "pages > 0");
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_pages_check";
 * ALTER TABLE "books" ADD CONSTRAINT "books_pages_check" CHECK (pages > 0) NOT VALID;
 * ALTER TABLE "books" VALIDATE CONSTRAINT "books_pages_check"
 * ```
 */
export function addCheckInSteps(
  b: MigrationBuilder,
  table: TableName,
  name: string,
  condition: string,
): void {
  addConstraintInSteps(b, table, name, `CHECK (${condition})`);
}
