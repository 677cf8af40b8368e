// Another type or name for a column that is in use, last step: the old column goes.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { namesOfChange } from "./beginColumnChange.ts";
import { quoteTable, type TableName } from "./TableName.ts";

/** What `beginColumnChange` was told. */
export interface FinishColumnChangeOptions {
  /** The name of the new column. */
  readonly to: string;
  /** True to give the new column the name of the old one. Default false. */
  readonly keepName?: boolean;
}

/**
 * Drops the old column and the trigger that kept the two alike. What the old column had beside its values (indexes, NOT NULL, a
 * default, references to it) is to be given to the new one before, in steps. There is no way back: the old values are gone.
 *
 * @example
 * finishColumnChange(b, "books", "price", { to: "price_cents" });
 *
 * **SQL**
 * ```sql
 * DROP TRIGGER "books_price_change" ON "books"; DROP FUNCTION "books_price_change"();
 * ALTER TABLE "books" DROP COLUMN "price"
 * ```
 */
export function finishColumnChange(
  b: MigrationBuilder,
  table: TableName,
  column: string,
  { to, keepName = false }: FinishColumnChangeOptions,
): void {
  const { trigger, fn } = namesOfChange(table, column);
  const target = quoteTable(table);
  b.sql(`DROP TRIGGER ${trigger} ON ${target};`);
  b.sql(`DROP FUNCTION ${fn}();`);
  b.sql(`ALTER TABLE ${target} DROP COLUMN ${escapeIdentifier(column)};`);
  if (keepName)
    b.sql(`ALTER TABLE ${target} RENAME ${escapeIdentifier(to)} TO ${escapeIdentifier(column)};`);
}
