// Where entities wait whose derived values are recalculated in the background.
import type { MigrationBuilder } from "node-pg-migrate";

/** Its name in the database; code generation leaves it out. */
export const recalcQueueTable: string = "kingpost_recalc_queue";

/**
 * Creates the queue of recalculations: one row for each entity and member that waits. Whoever works on it takes the rows that are
 * due in their order, skipping those that another one holds. Undone automatically.
 *
 * @example
 * createRecalcQueueTable(b);
 *
 * **SQL**
 * ```sql
 * CREATE TABLE "kingpost_recalc_queue" ("type" text NOT NULL, "key" text NOT NULL, "member" text NOT NULL, …,
 *   PRIMARY KEY ("type", "key", "member"));
 * CREATE INDEX "kingpost_recalc_queue_due_at_index" ON "kingpost_recalc_queue" ("due_at")
 * ```
 */
export function createRecalcQueueTable(b: MigrationBuilder): void {
  b.createTable(
    recalcQueueTable,
    {
      type: { type: "text", notNull: true },
      key: { type: "text", notNull: true },
      member: { type: "text", notNull: true },
      queued_at: { type: "timestamptz", notNull: true, default: b.func("now()") },
      due_at: { type: "timestamptz", notNull: true, default: b.func("now()") },
      attempts: { type: "integer", notNull: true, default: 0 },
      last_error: { type: "text" },
    },
    { constraints: { primaryKey: ["type", "key", "member"] } },
  );
  b.createIndex(recalcQueueTable, "due_at", { name: `${recalcQueueTable}_due_at_index` });
}
