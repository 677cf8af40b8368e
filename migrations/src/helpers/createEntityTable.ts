// The table of an entity: key, columns, version, timestamps, and an index for every reference.
import type { ColumnDefinition, ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { createTriggers } from "./createTriggers.ts";
import { indexForeignKeys } from "./indexForeignKeys.ts";
import { safeColumns } from "./safeColumns.ts";
import { safeText } from "./safeText.ts";
import { type TableName, toName } from "./TableName.ts";

/** What an entity's table has beside its own columns. */
export interface EntityTableOptions {
  /** Default `int`: `integer` from the sequence `<table>_id_seq`. */
  readonly idType?: "bigint" | "int" | "text" | "uuid";
  /** Default `id`. */
  readonly idColumn?: string;
  /** SQL of the key's default; `null` for none. Default: the sequence, `gen_random_uuid()` for uuid, none for text. */
  readonly idDefault?: string | null;
  /** Adds `deleted_at timestamptz`. Default false. */
  readonly softDelete?: boolean;
  /** Adds `version integer NOT NULL DEFAULT 1`, by which an update notices that another one came first. Default true. */
  readonly version?: boolean;
  /** Adds `created_at` and `updated_at`, and the triggers that keep them. Default true. */
  readonly timestamps?: boolean;
  /** What people should know of the table. */
  readonly comment?: string;
}

/**
 * Creates the table of an entity. Undone by `dropEntityTable`, or automatically when the migration has no `down`.
 *
 * @example
 * createEntityTable(b, "books", {
 *   title: { type: "text", notNull: true },
 *   author_id: foreignKey("authors", { notNull: true }),
 * });
 *
 * **SQL**
 * ```sql
 * CREATE TABLE "books" (
 *   "id" serial PRIMARY KEY,
 *   "title" text NOT NULL,
 *   "author_id" integer NOT NULL REFERENCES "authors" DEFERRABLE INITIALLY DEFERRED,
 *   "version" integer DEFAULT 1 NOT NULL,
 *   "created_at" timestamptz NOT NULL,
 *   "updated_at" timestamptz NOT NULL
 * );
 * CREATE TRIGGER "books_created_at" …; CREATE TRIGGER "books_updated_at" …;
 * CREATE INDEX "books_author_id_index" ON "books" ("author_id")
 * ```
 */
export function createEntityTable(
  b: MigrationBuilder,
  table: TableName,
  columns: ColumnDefinitions,
  options: EntityTableOptions = {},
): void {
  const {
    idColumn = "id",
    version = true,
    timestamps = true,
    softDelete = false,
    comment,
  } = options;
  const timestamp: ColumnDefinition = { type: "timestamptz", notNull: true };
  b.createTable(
    toName(table),
    {
      [idColumn]: keyColumn(b, options),
      ...safeColumns(b, columns),
      ...(version ? { version: { type: "integer", notNull: true, default: 1 } } : {}),
      ...(timestamps ? { created_at: timestamp, updated_at: timestamp } : {}),
      ...(softDelete ? { deleted_at: { type: "timestamptz" } } : {}),
    },
    comment === undefined ? {} : { comment: safeText(comment) },
  );
  if (timestamps) createTriggers(b, table);
  indexForeignKeys(b, table, columns);
}

function keyColumn(
  b: MigrationBuilder,
  { idType = "int", idDefault }: EntityTableOptions,
): ColumnDefinition {
  const isCounted = idType === "int" || idType === "bigint";
  if (isCounted && idDefault === undefined)
    return { type: idType === "int" ? "serial" : "bigserial", primaryKey: true };
  const expression = idDefault === undefined && idType === "uuid" ? "gen_random_uuid()" : idDefault;
  return {
    type: idType === "int" ? "integer" : idType,
    primaryKey: true,
    ...(expression === undefined || expression === null ? {} : { default: b.func(expression) }),
  };
}
