// The triggers that keep a table's timestamps.
import type { MigrationBuilder } from "node-pg-migrate";
import { createdAtFunction } from "./createCreatedAtFunction.ts";
import { updatedAtFunction } from "./createUpdatedAtFunction.ts";
import { shortName } from "./shortName.ts";
import { plainName, type TableName, toName } from "./TableName.ts";

/**
 * Puts both timestamp triggers on a table; `createEntityTable` does it for its own.
 *
 * @example
 * createTriggers(b, "imported_books");
 *
 * **SQL**
 * ```sql
 * CREATE TRIGGER "books_created_at" BEFORE INSERT ON "books" FOR EACH ROW EXECUTE PROCEDURE "trigger_maybe_set_created_at"();
 * CREATE TRIGGER "books_updated_at" BEFORE UPDATE ON "books" FOR EACH ROW EXECUTE PROCEDURE "trigger_maybe_set_updated_at"()
 * ```
 */
export function createTriggers(b: MigrationBuilder, table: TableName): void {
  const both = [
    ["created_at", "INSERT", createdAtFunction],
    ["updated_at", "UPDATE", updatedAtFunction],
  ] as const;
  for (const [suffix, operation, fn] of both)
    b.createTrigger(toName(table), shortName(plainName(table), suffix), {
      when: "BEFORE",
      operation,
      level: "ROW",
      function: fn,
    });
}
