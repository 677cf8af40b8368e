// Where every migration stands, over a connection of its own.
import { connect } from "../connection/connect.ts";
import type { MigrationStatus } from "../plan/MigrationStatus.ts";
import { getMigrationStatus } from "./getMigrationStatus.ts";
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
  const client = await connect(options.url);
  try {
    return await getMigrationStatus(client, options.dir, options.schema);
  } finally {
    await client.end();
  }
}
