// The functions by which tables keep created_at and updated_at, whoever writes to them.
import { createCreatedAtFunction, createUpdatedAtFunction } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createCreatedAtFunction(b);
  createUpdatedAtFunction(b);
}
