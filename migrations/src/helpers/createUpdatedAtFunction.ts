// The trigger function that moves `updated_at` on when a statement changes a row and leaves it alone.
import type { MigrationBuilder } from "node-pg-migrate";

/** Its name in the database. */
export const updatedAtFunction: string = "trigger_maybe_set_updated_at";

/**
 * Creates the trigger function that sets `updated_at` on UPDATE when the statement left it unchanged. It always moves on, so
 * that two changes within one clock tick differ. The first migration calls it once.
 *
 * **SQL**
 * ```sql
 * CREATE FUNCTION "trigger_maybe_set_updated_at"() RETURNS trigger …
 * ```
 */
export function createUpdatedAtFunction(b: MigrationBuilder): void {
  b.createFunction(
    updatedAtFunction,
    [],
    { returns: "trigger", language: "plpgsql", replace: true },
    `
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := greatest(now(), OLD.updated_at + interval '1 microsecond');
  END IF;
  RETURN NEW;
END;
`,
  );
}
