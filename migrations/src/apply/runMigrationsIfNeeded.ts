// For programs that have a connection already: at the start of a server, before its first request.
import type { Client } from "pg";
import type { UpTarget } from "../plan/planUp.ts";
import type { MigrateResult } from "./migrateUp.ts";
import { runPending } from "./runPending.ts";
import { type MigrateSettings, overConnection } from "./withMigrations.ts";

/** How, and how far. */
export interface RunMigrationsOptions extends MigrateSettings, UpTarget {}

/**
 * Runs the pending migrations over a connection that the caller has opened and will end. It must be a direct one: the lock is
 * the session's.
 *
 * @example
 * const client = new Client({ connectionString: process.env.DATABASE_URL });
 * await client.connect();
 * const { ran } = await runMigrationsIfNeeded(client);
 *
 * @throws MigrationError as `migrateUp` does
 */
export async function runMigrationsIfNeeded(
  client: Client,
  dir: string = "migrations",
  options: RunMigrationsOptions = {},
): Promise<MigrateResult> {
  return overConnection(client, dir, options, (session) => runPending(session, options));
}
