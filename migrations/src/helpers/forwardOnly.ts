// Some statements have nothing to take back when a migration is reversed: rows of a table that is dropped as a whole.
import type { MigrationBuilder } from "node-pg-migrate";
import { isRefusal } from "./reversible.ts";

/** Adds a statement that plays no part when the migration is reversed automatically. */
export function forwardOnly(b: MigrationBuilder, sql: string): void {
  try {
    b.sql(sql);
  } catch (error) {
    // The builder refuses raw SQL exactly when it is reversing.
    if (!isRefusal(error)) throw error;
  }
}
