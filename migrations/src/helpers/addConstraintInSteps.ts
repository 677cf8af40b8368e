// A constraint on a table that is in use, in two steps: added for new rows, which takes a moment, and then checked for those that
// are there, while the table is read and written.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { reversible } from "./reversible.ts";
import { quoteTable, type TableName } from "./TableName.ts";

/** Adds `definition` under `name`; the migration runs without a transaction and may run again. */
export function addConstraintInSteps(
  b: MigrationBuilder,
  table: TableName,
  name: string,
  definition: string,
): void {
  const alter = `ALTER TABLE ${quoteTable(table)}`;
  const constraint = escapeIdentifier(name);
  const drop = `${alter} DROP CONSTRAINT IF EXISTS ${constraint};`;
  b.noTransaction();
  reversible(b, drop, drop);
  reversible(b, `${alter} ADD CONSTRAINT ${constraint} ${definition} NOT VALID;`, drop);
  reversible(b, `${alter} VALIDATE CONSTRAINT ${constraint};`, drop);
}
