// The table of an entity that extends another one: its key is the other's.
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { foreignKey } from "./foreignKey.ts";
import { indexForeignKeys } from "./indexForeignKeys.ts";
import { safeColumns } from "./safeColumns.ts";
import { safeText } from "./safeText.ts";
import { type TableName, toName } from "./TableName.ts";

/** How the table of a subtype refers to the one that it extends. */
export interface SubTableOptions {
  /** The type of the base's key. Default `integer`. */
  readonly type?: string;
  /** Default `id`. */
  readonly idColumn?: string;
  /** What becomes of the row when the base's is deleted. Default `CASCADE`. */
  readonly onDelete?: "CASCADE" | "NO ACTION" | "RESTRICT";
  /** What people should know of the table. */
  readonly comment?: string;
}

/**
 * Creates the table of an entity that extends another: its rows have the keys of the base's. Timestamps and the version are
 * the base's. Undone by `dropEntityTable`, or automatically when the migration has no `down`.
 *
 * @example
 * createSubTable(b, "animals", "dogs", { breed: { type: "text", notNull: true } });
 *
 * **SQL**
 * ```sql
 * CREATE TABLE "dogs" (
 *   "id" integer PRIMARY KEY REFERENCES "animals" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 *   "breed" text NOT NULL
 * )
 * ```
 */
export function createSubTable(
  b: MigrationBuilder,
  base: TableName,
  sub: TableName,
  columns: ColumnDefinitions,
  options: SubTableOptions = {},
): void {
  const { type = "integer", idColumn = "id", onDelete = "CASCADE", comment } = options;
  const key = foreignKey(base, { notNull: true, type, onDelete, primaryKey: true });
  b.createTable(
    toName(sub),
    { [idColumn]: key, ...safeColumns(b, columns) },
    comment === undefined ? {} : { comment: safeText(comment) },
  );
  indexForeignKeys(b, sub, columns);
}
