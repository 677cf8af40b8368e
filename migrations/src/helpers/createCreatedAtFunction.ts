// The trigger function that fills the timestamps of a new row.
import type { MigrationBuilder } from "node-pg-migrate";

/** Its name in the database. */
export const createdAtFunction: string = "trigger_maybe_set_created_at";

/**
 * Creates the trigger function that fills `created_at` and `updated_at` on INSERT where the statement left them NULL. The first
 * migration calls it once.
 *
 * **SQL**
 * ```sql
 * CREATE FUNCTION "trigger_maybe_set_created_at"() RETURNS trigger …
 * ```
 */
export function createCreatedAtFunction(b: MigrationBuilder): void {
  b.createFunction(
    createdAtFunction,
    [],
    { returns: "trigger", language: "plpgsql", replace: true },
    `
BEGIN
  NEW.created_at := coalesce(NEW.created_at, now());
  NEW.updated_at := coalesce(NEW.updated_at, now());
  RETURN NEW;
END;
`,
  );
}
