// From an error to the exit code of the command: 1 failed, 2 usage or configuration, 3 no connection, 4 locked.
import { MigrationError } from "../errors/MigrationError.ts";
import { ServerError } from "../errors/ServerError.ts";
import { UsageError } from "./UsageError.ts";

/** The exit code that tells scripts what kind of failure it was (R-MCLI-7). */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof ServerError) return configuration.has(error.code) ? 2 : 3;
  if (!(error instanceof MigrationError)) return 1;
  if (error.code === "MIGRATION_LOCKED") return 4;
  return configuration.has(error.code) ? 2 : 1;
}

const configuration: ReadonlySet<string> = new Set([
  "CONFIG_INVALID",
  "DATABASE_URL_INVALID",
  "ENTITY_EXISTS",
  "ENTITY_NAME",
  "ENTITY_UNKNOWN",
  "FIELD_INVALID",
  "MIGRATION_DIR_MISSING",
  "MIGRATION_NAME",
  "MIGRATION_UNKNOWN",
  "NOT_EMBEDDED",
  "POOLED_CONNECTION",
  "SCHEMA_MISSING",
  "SNAPSHOT_INVALID",
  "SNAPSHOT_MISSING",
]);
