// The part of an entity's row that stands in one table. Entities have one; those of a class-table subtype have one in the
// table of each type they extend as well. Types that share a table and its columns share the part.
import type { EntityMeta } from "./EntityMeta.ts";
import type { ColumnField, PrimaryKeyField } from "./Field.ts";

export interface TablePart {
  /** The type whose table it is. */
  readonly meta: EntityMeta;
  /** The table's key. */
  readonly keyField: PrimaryKeyField;
  /** The columns that an entity has here, the key first. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** What is kept of the row's changes, where it stands in this table. */
  readonly updatedAt: ColumnField | undefined;
  readonly versionField: ColumnField | undefined;
  /** What tells whether the row is as it was read, where it stands in this table. */
  readonly tokenField: ColumnField | undefined;
  readonly uniques: EntityMeta["uniques"];
  /** The database deletes this part with the one before it. */
  readonly cascades: boolean;
}
