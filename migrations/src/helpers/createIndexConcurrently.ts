// An index on a table that is in use.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { reversible } from "./reversible.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/** What the index is like. */
export interface ConcurrentIndexOptions {
  readonly unique?: boolean;
  /** Default: from the table and the columns, as `createEntityTable` names its own. */
  readonly name?: string;
  /** The condition of a partial index, as SQL. */
  readonly where?: string;
  /** Default `btree`. */
  readonly method?: string;
}

/**
 * Creates an index while the table is read and written. The migration runs without a transaction; when it breaks off, what is left
 * is an index that is not valid, which the next attempt drops first. Undone automatically.
 *
 * @example
 * createIndexConcurrently(b, "books", ["title"]);
 *
 * **SQL**
 * ```sql
 * DROP INDEX CONCURRENTLY IF EXISTS "books_title_index";
 * CREATE INDEX CONCURRENTLY "books_title_index" ON "books" USING btree ("title")
 * ```
 */
export function createIndexConcurrently(
  b: MigrationBuilder,
  table: TableName,
  columns: ReadonlyArray<string>,
  options: ConcurrentIndexOptions = {},
): void {
  const { unique = false, where, method = "btree" } = options;
  const name =
    options.name ?? shortName(plainName(table), ...columns, unique ? "unique_index" : "index");
  const schema = typeof table === "string" ? undefined : table.schema;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${quoteTable(schema === undefined ? name : { schema, name })};`;
  const list = columns.map((column) => escapeIdentifier(column)).join(", ");
  b.noTransaction();
  // Statements of one step would be one transaction.
  reversible(b, drop, drop);
  reversible(
    b,
    `CREATE ${unique ? "UNIQUE " : ""}INDEX CONCURRENTLY ${escapeIdentifier(name)} ON ${quoteTable(table)} ` +
      `USING ${escapeIdentifier(method)} (${list})${where === undefined ? "" : ` WHERE (${where})`};`,
    drop,
  );
}
