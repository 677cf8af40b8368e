// A column that holds several values of an enum at once.
import type { ColumnDefinition } from "node-pg-migrate";
import { plainName, type TableName } from "./TableName.ts";

/** How the values are kept. */
export interface EnumArrayOptions {
  /** Default false; the default of the column is the empty list either way. */
  readonly notNull?: boolean;
  /** The type of the list: that of the enum's keys with `[]`. Default `integer[]`. */
  readonly type?: string;
}

/**
 * A column that holds a list of an enum's values, which code generation knows by the comment.
 *
 * @example
 * createEntityTable(b, "books", { moods: enumArrayColumn("moods", { notNull: true }) });
 *
 * **SQL**
 * ```sql
 * "moods" integer[] DEFAULT '{}' NOT NULL; COMMENT ON COLUMN "books"."moods" IS 'enum=moods'
 * ```
 */
export function enumArrayColumn(
  enumTable: TableName,
  options: EnumArrayOptions = {},
): ColumnDefinition {
  const { notNull = false, type = "integer[]" } = options;
  const schema = typeof enumTable === "string" ? undefined : enumTable.schema;
  const name = plainName(enumTable);
  return {
    type,
    default: "{}",
    ...(notNull ? { notNull } : {}),
    comment: `enum=${schema === undefined ? name : `${schema}.${name}`}`,
  };
}
