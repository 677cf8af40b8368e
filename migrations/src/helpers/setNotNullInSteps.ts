// NOT NULL for a column that is in use: Postgres skips its look at all rows, under a lock that stops everybody, when a valid check
// says already that none is missing.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { addConstraintInSteps } from "./addConstraintInSteps.ts";
import { reversible } from "./reversible.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/**
 * Makes a column NOT NULL without stopping reads and writes while the rows are looked at. The migration runs without a transaction
 * and may run again. Undone automatically.
 *
 * @example
 * setNotNullInSteps(b, "books", "title");
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" ADD CONSTRAINT "books_title_not_null_check" CHECK ("title" IS NOT NULL) NOT VALID;
 * ALTER TABLE "books" VALIDATE CONSTRAINT "books_title_not_null_check";
 * ALTER TABLE "books" ALTER "title" SET NOT NULL;
 * ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_title_not_null_check"
 * ```
 */
export function setNotNullInSteps(b: MigrationBuilder, table: TableName, column: string): void {
  const name = shortName(plainName(table), column, "not_null_check");
  const alter = `ALTER TABLE ${quoteTable(table)}`;
  addConstraintInSteps(b, table, name, `CHECK (${escapeIdentifier(column)} IS NOT NULL)`);
  reversible(
    b,
    `${alter} ALTER ${escapeIdentifier(column)} SET NOT NULL;`,
    `${alter} ALTER ${escapeIdentifier(column)} DROP NOT NULL;`,
  );
  const drop = `${alter} DROP CONSTRAINT IF EXISTS ${escapeIdentifier(name)};`;
  reversible(b, drop, drop);
}
