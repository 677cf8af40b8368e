// Other names for the two ends of a foreign key that exists.
import type { MigrationBuilder } from "node-pg-migrate";
import { type CommentData, commentData } from "./commentData.ts";
import { safeText } from "./safeText.ts";
import { type TableName, toName } from "./TableName.ts";

/** The names, and what people should know of the column. */
export interface RenameRelationOptions extends CommentData {
  readonly comment?: string;
}

/**
 * Writes the names of a relation into the comment of its column, from where code generation reads them. What the comment said
 * before is gone, so the way back has to be written.
 *
 * @example
 * renameRelation(b, "books", "author_id", { fieldName: "writer", otherFieldName: "works" });
 *
 * **SQL**
 * ```sql
 * COMMENT ON COLUMN "books"."author_id" IS '[pg-structure]{"fieldName":"writer","otherFieldName":"works"}[/pg-structure]'
 * ```
 */
export function renameRelation(
  b: MigrationBuilder,
  table: TableName,
  column: string,
  options: RenameRelationOptions,
): void {
  const { comment, ...names } = options;
  b.alterColumn(toName(table), column, { comment: safeText(commentData(names, comment)) });
}
