// node-pg-migrate reverses only its own operations. SQL of ours that has a way back says so itself.
import type { MigrationBuilder } from "node-pg-migrate";

/** Adds `up`, or `down` when the migration is being reversed automatically. */
export function reversible(b: MigrationBuilder, up: string, down: string): void {
  try {
    b.sql(up);
  } catch (error) {
    // The builder refuses raw SQL exactly when it is reversing, and has no other way of saying that it is.
    if (!isRefusal(error)) throw error;
    Reflect.set(b, "_REVERSE_MODE", false);
    try {
      b.sql(down);
    } finally {
      b.enableReverseMode();
    }
  }
}

/** Whether this is how the builder says that it cannot reverse an operation. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && error.message.startsWith("Impossible to automatically infer down")
  );
}
