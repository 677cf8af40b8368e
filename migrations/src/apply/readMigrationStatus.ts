// Where every migration stands. Takes no lock and writes nothing, so that it may be asked at any time.
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import { Journal } from "../journal/Journal.ts";
import { compareMigrations } from "../plan/compareMigrations.ts";
import type { MigrationStatus } from "../plan/MigrationStatus.ts";
import type { MigrateOptions } from "./withMigrations.ts";

/**
 * The status of every migration that the folder or the database knows.
 *
 * @example
 * const pending = (await readMigrationStatus({ url, dir: "migrations" })).filter(({ state }) => state === "pending");
 *
 * @throws MigrationError `MIGRATION_NAME`, `MIGRATION_DIR_MISSING`; ServerError when there is no connection
 */
export async function readMigrationStatus(
  options: Pick<MigrateOptions, "dir" | "schema" | "url">,
): Promise<ReadonlyArray<MigrationStatus>> {
  const files = await listMigrations(options.dir);
  const client = await connect(options.url);
  try {
    const applied = await new Journal(client, options.schema ?? "public").read();
    return compareMigrations(files, applied);
  } finally {
    await client.end();
  }
}
