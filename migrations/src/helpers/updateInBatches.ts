// A change of many rows, of which each is locked for a moment only.
import type { MigrationBuilder } from "node-pg-migrate";
import { block } from "./block.ts";
import { forwardOnly } from "./forwardOnly.ts";
import { quoteTable, type TableName } from "./TableName.ts";

/** What to change. */
export interface BatchUpdate {
  /** What follows SET, as SQL. */
  readonly set: string;
  /** Which rows are left to change, as SQL: it has to be false for a row that is done. */
  readonly where: string;
  /** Rows in one transaction. Default 5,000. */
  readonly size?: number;
  /** Rest between two transactions, for replicas and vacuum. Default none. */
  readonly pauseMs?: number;
}

/**
 * Changes rows a few thousand at a time, each batch in a transaction of its own. The migration runs without a transaction; what is
 * done when it breaks off stays done, and the next attempt goes on from there. Nothing happens on the way back.
 *
 * @example
 * updateInBatches(b, "books", { set: "slug = lower(title)", where: "slug IS NULL" });
 *
 * **SQL**
 * ```sql
 * UPDATE "books" SET slug = lower(title)
 * WHERE ctid = ANY (ARRAY(SELECT ctid FROM "books" WHERE (slug IS NULL) LIMIT 5000 FOR UPDATE)); COMMIT; -- until none is left
 * ```
 */
export function updateInBatches(b: MigrationBuilder, table: TableName, update: BatchUpdate): void {
  const { set, where, size = 5_000, pauseMs = 0 } = update;
  const target = quoteTable(table);
  b.noTransaction();
  forwardOnly(
    b,
    block(`
DECLARE
  changed bigint;
BEGIN
  LOOP
    UPDATE ${target} SET ${set}
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${target} WHERE (${where}) LIMIT ${size} FOR UPDATE));
    GET DIAGNOSTICS changed = ROW_COUNT;
    COMMIT;
    EXIT WHEN changed = 0;${pauseMs > 0 ? `\n    PERFORM pg_sleep(${pauseMs / 1000});` : ""}
  END LOOP;
END`),
  );
}
