// A polymorphic reference is several foreign keys of which one is set; this makes the database see to it.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { shortName } from "./shortName.ts";
import { plainName, type TableName, toName } from "./TableName.ts";

/** How many of the columns have to be set. */
export interface PolymorphicCheckOptions {
  /** True: exactly one. False: at most one. */
  readonly notNull: boolean;
}

/**
 * Adds the check of a polymorphic reference. Undone automatically.
 *
 * @example
 * addPolymorphicCheck(b, "comments", ["parent_author_id", "parent_book_id"], { notNull: true });
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_author_id_parent_book_id_check"
 *   CHECK (num_nonnulls("parent_author_id", "parent_book_id") = 1)
 * ```
 */
export function addPolymorphicCheck(
  b: MigrationBuilder,
  table: TableName,
  columns: ReadonlyArray<string>,
  { notNull }: PolymorphicCheckOptions,
): void {
  const list = columns.map((column) => escapeIdentifier(column)).join(", ");
  b.addConstraint(toName(table), shortName(plainName(table), ...columns, "check"), {
    check: `num_nonnulls(${list}) ${notNull ? "= 1" : "<= 1"}`,
  });
}
