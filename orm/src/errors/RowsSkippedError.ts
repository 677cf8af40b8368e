// The database took an INSERT and did not insert all of its rows: a trigger or a rule skipped some without a word.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/**
 * `Author:1 was not inserted: a trigger or rule of authors skips its row. …`. Nothing was written. Where the database makes the ids nobody
 * knows which of the rows it was: `entities` then are all of them.
 */
export class RowsSkippedError extends KingpostError<"ROWS_SKIPPED"> {
  readonly tableName: string;

  constructor({
    tableName,
    entities,
    isCertain = true,
  }: {
    readonly tableName: string;
    readonly entities: ReadonlyArray<Entity>;
    readonly isCertain?: boolean;
  }) {
    super(
      "ROWS_SKIPPED",
      `${whatOf(entities, isCertain)}: a trigger or rule of ${tableName} skips ${isCertain && entities.length === 1 ? "its row" : "rows"}. Nothing was written. Have it raise an error that says why, or do not create such entities`,
      { entities },
    );
    this.tableName = tableName;
  }
}

function whatOf(entities: ReadonlyArray<Entity>, isCertain: boolean): string {
  const names = entities.map(String).join(", ");
  if (!isCertain && entities.length > 1) return `Not all of ${names} were inserted`;
  return `${names} ${entities.length === 1 ? "was" : "were"} not inserted`;
}
