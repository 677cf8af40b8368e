// Whether a database is what the committed snapshot says, which is what the generated code was made from.
import type { Client } from "pg";
import { readCatalog } from "../catalog/readCatalog.ts";
import { connect } from "../connection/connect.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { describeDrift } from "../plan/describeDrift.ts";
import { readProject } from "../project/readProject.ts";
import { readSnapshot } from "../project/readSnapshot.ts";

/** Which database, and whose snapshot. */
export interface DriftOptions {
  readonly url: string;
  /** The project's folder. Default: the working directory. */
  readonly projectDir?: string;
  /** Its configuration. Default: the one in that folder. */
  readonly config?: string;
}

/**
 * The differences between a live database and `kingpost.schema.json`, a sentence each. Changes nothing.
 *
 * @example
 * const differences = await readDrift({ url: process.env.DATABASE_URL });
 *
 * **SQL**: the one query of `kingpost/catalog`.
 * @throws MigrationError `SNAPSHOT_MISSING`, `SNAPSHOT_INVALID`, `CONFIG_INVALID`; ServerError when there is no connection
 */
export async function readDrift(options: DriftOptions): Promise<ReadonlyArray<string>> {
  const client = await connect(options.url);
  try {
    return await driftOf(client, options.projectDir ?? process.cwd(), options.config);
  } finally {
    await client.end();
  }
}

async function driftOf(
  client: Client,
  projectDir: string,
  config: string | undefined,
): Promise<ReadonlyArray<string>> {
  const project = await readProject(projectDir, config);
  if (project.snapshot === undefined)
    throw new MigrationError(
      "SNAPSHOT_MISSING",
      "The configuration turns the snapshot off (snapshot: false), so there is nothing to compare with.",
    );
  const snapshot = await readSnapshot(project.snapshot);
  return describeDrift(snapshot, await readCatalog(client, project.schemas, project.ignoredTables));
}
