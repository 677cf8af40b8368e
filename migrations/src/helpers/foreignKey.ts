// The column of a reference to another entity.
import type { ColumnDefinition } from "node-pg-migrate";
import { commentData } from "./commentData.ts";
import { type TableName, toName } from "./TableName.ts";

/** How one row refers to another. */
export interface ForeignKeyOptions extends Omit<
  ColumnDefinition,
  "comment" | "notNull" | "references" | "type"
> {
  readonly notNull: boolean;
  /** The type of the other table's key. Default `integer`. */
  readonly type?: string;
  /** The name of the reference on this entity; default from the column. */
  readonly fieldName?: string;
  /** The name of the other end; default from this table. */
  readonly otherFieldName?: string;
  /** What people should know of the column. */
  readonly comment?: string;
}

/**
 * A column that refers to the key of another table. The constraint is checked at COMMIT, so that rows that refer to each other
 * can be written in any order.
 *
 * @example
 * createEntityTable(b, "books", {
 *   author_id: foreignKey("authors", { notNull: true, otherFieldName: "works" }),
 * });
 *
 * **SQL**
 * ```sql
 * "author_id" integer NOT NULL REFERENCES "authors" DEFERRABLE INITIALLY DEFERRED
 * ```
 */
export function foreignKey(otherTable: TableName, options: ForeignKeyOptions): ColumnDefinition {
  const { type = "integer", fieldName, otherFieldName, comment, ...rest } = options;
  const other = toName(otherTable);
  const names = {
    ...(fieldName === undefined ? {} : { fieldName }),
    ...(otherFieldName === undefined ? {} : { otherFieldName }),
  };
  const text = Object.keys(names).length > 0 ? commentData(names, comment) : comment;
  return {
    type,
    // As an object, because a plain name that ends in ")" would be taken for SQL.
    references: typeof other === "string" ? { name: other } : other,
    deferrable: true,
    deferred: true,
    ...rest,
    ...(text === undefined ? {} : { comment: text }),
  };
}
