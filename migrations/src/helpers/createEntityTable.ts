// The table of an entity: key, columns, version, timestamps, and an index for every reference.
import type { ColumnDefinition, ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { createTriggers } from "./createTriggers.ts";
import { indexForeignKeys } from "./indexForeignKeys.ts";
import { safeColumns } from "./safeColumns.ts";
import { safeText } from "./safeText.ts";
import { type TableName, toName } from "./TableName.ts";

/** What an entity's table has beside its own columns. */
export interface EntityTableOptions {
  /**
   * Default `int`: `integer` from the sequence `<table>_id_seq`. `uuid7` is a uuid whose default is Postgres 18's `uuidv7()`; on older
   * servers give `idDefault: null`, since entities bring their keys along.
   */
  readonly idType?: "bigint" | "int" | "text" | "uuid" | "uuid7";
  /** A counted key by `GENERATED … AS IDENTITY` in place of a sequence of its own. Default none. */
  readonly identity?: "always" | "by default";
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
  { idType = "int", idDefault, identity }: EntityTableOptions,
): ColumnDefinition {
  const type = { int: "integer", bigint: "bigint", text: "text", uuid: "uuid", uuid7: "uuid" }[
    idType
  ];
  const isCounted = idType === "int" || idType === "bigint";
  if (isCounted && identity !== undefined) {
    const precedence = identity === "always" ? "ALWAYS" : "BY DEFAULT";
    return { type, primaryKey: true, sequenceGenerated: { precedence } };
  }
  if (isCounted && idDefault === undefined)
    return { type: idType === "int" ? "serial" : "bigserial", primaryKey: true };
  const expression = idDefault === undefined ? usualDefaults[idType] : idDefault;
  return {
    type,
    primaryKey: true,
    ...(expression === undefined || expression === null ? {} : { default: b.func(expression) }),
  };
}

const usualDefaults: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  uuid7: "uuidv7()",
};
