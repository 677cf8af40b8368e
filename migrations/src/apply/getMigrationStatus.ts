// Where every migration stands, over a connection that the caller has.
import type { Client } from "pg";
import { listMigrations } from "../discover/listMigrations.ts";
import { Journal } from "../journal/Journal.ts";
import { compareMigrations } from "../plan/compareMigrations.ts";
import type { MigrationStatus } from "../plan/MigrationStatus.ts";
import { resolveSquashed } from "../plan/resolveSquashed.ts";

/**
 * The status of every migration that the folder or the database knows. Takes no lock and writes nothing.
 *
 * @example
 * const pending = (await getMigrationStatus(client, "migrations")).filter(({ state }) => state === "pending");
 *
 * @throws MigrationError `MIGRATION_NAME`, `MIGRATION_DIR_MISSING`
 */
export async function getMigrationStatus(
  client: Client,
  dir: string,
  schema: string = "public",
): Promise<ReadonlyArray<MigrationStatus>> {
  const files = await listMigrations(dir);
  const { applied } = resolveSquashed(files, await new Journal(client, schema).read());
  return compareMigrations(files, applied);
}
