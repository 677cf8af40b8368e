// The table that joins two entities to many of each other.
import type { ColumnDefinition, MigrationBuilder } from "node-pg-migrate";
import pluralize from "pluralize";
import { MigrationError } from "../errors/MigrationError.ts";
import { foreignKey } from "./foreignKey.ts";
import { indexColumns } from "./indexForeignKeys.ts";
import { safeColumns } from "./safeColumns.ts";
import { plainName, type TableName, toName } from "./TableName.ts";

/** One side of a join table: the table, or more of it. */
export type JoinedTable =
  | string
  | {
      readonly table: TableName;
      /** The column that refers to it. Default: the table's singular and `_id`. */
      readonly column?: string;
      /** The name of the collection that leads to this table's rows. */
      readonly collectionName?: string;
      /** The type of the table's key. Default `integer`. */
      readonly type?: string;
    };

/** How the rows of a join table are told apart. */
export interface ManyToManyOptions {
  /** True: the pair is the primary key. False: an `id` of its own, and a unique index on the pair. Default false. */
  readonly pairKey?: boolean;
  /** The type of that `id`. Default `int`; `uuid7` as in `createEntityTable`. */
  readonly idType?: "bigint" | "int" | "uuid" | "uuid7";
}

/**
 * Creates a join table. A row goes with either of the two it joins.
 *
 * @example
 * createManyToManyTable(b, "books_to_tags", "books", "tags");
 * createManyToManyTable(b, "authors_to_friends", "authors", { table: "authors", column: "friend_id", collectionName: "friends" });
 *
 * **SQL**
 * ```sql
 * CREATE TABLE "books_to_tags" (
 *   "id" serial PRIMARY KEY,
 *   "book_id" integer NOT NULL REFERENCES "books" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 *   "tag_id" integer NOT NULL REFERENCES "tags" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 *   "created_at" timestamptz DEFAULT now() NOT NULL
 * );
 * CREATE UNIQUE INDEX "books_to_tags_book_id_tag_id_unique_index" ON "books_to_tags" ("book_id", "tag_id");
 * CREATE INDEX "books_to_tags_tag_id_index" ON "books_to_tags" ("tag_id")
 * ```
 *
 * @throws MigrationError `MIGRATION_NAME` when both columns would have the same name
 */
export function createManyToManyTable(
  b: MigrationBuilder,
  table: TableName,
  first: JoinedTable,
  second: JoinedTable,
  options: ManyToManyOptions = {},
): void {
  const { pairKey = false } = options;
  const [one, two] = [sideOf(first, pairKey), sideOf(second, pairKey)];
  if (one.column === two.column)
    throw new MigrationError(
      "MIGRATION_NAME",
      `Both columns of ${plainName(table)} would be "${one.column}": give one side a column of its own, { table, column }.`,
    );
  const key: Record<string, ColumnDefinition> = pairKey ? {} : { id: keyColumn(b, options) };
  b.createTable(toName(table), {
    ...key,
    ...safeColumns(b, { [one.column]: one.definition, [two.column]: two.definition }),
    created_at: { type: "timestamptz", notNull: true, default: b.func("now()") },
  });
  if (!pairKey) indexColumns(b, table, [one.column, two.column], true);
  indexColumns(b, table, [two.column]);
}

function keyColumn(b: MigrationBuilder, { idType = "int" }: ManyToManyOptions): ColumnDefinition {
  if (idType === "int" || idType === "bigint")
    return { type: idType === "int" ? "serial" : "bigserial", primaryKey: true };
  const expression = idType === "uuid" ? "gen_random_uuid()" : "uuidv7()";
  return { type: "uuid", primaryKey: true, default: b.func(expression) };
}

function sideOf(
  side: JoinedTable,
  primaryKey: boolean,
): { column: string; definition: ColumnDefinition } {
  const { table, column, collectionName, type } =
    typeof side === "string"
      ? { table: side, column: undefined, collectionName: undefined, type: undefined }
      : side;
  return {
    column: column ?? `${pluralize.singular(plainName(table))}_id`,
    definition: foreignKey(table, {
      notNull: true,
      onDelete: "CASCADE",
      ...(primaryKey ? { primaryKey } : {}),
      ...(type === undefined ? {} : { type }),
      ...(collectionName === undefined ? {} : { fieldName: collectionName }),
    }),
  };
}
