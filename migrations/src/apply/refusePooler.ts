// Migrations run under a lock that belongs to the session. A transaction pooler (PgBouncer in that mode) gives each transaction
// whichever session is free, so the lock would be held by nobody in particular.
import type { Client } from "pg";
import { connect } from "../connection/connect.ts";
import { MigrationError } from "../errors/MigrationError.ts";

/**
 * Opens a second connection while the first is idle: two connections on one backend can only be a transaction pooler. The second is
 * what the run is watched by.
 *
 * @throws MigrationError `POOLED_CONNECTION`
 */
export async function refusePooler(client: Client, url: string): Promise<Client> {
  const first = await backendOf(client);
  const other = await connect(url);
  if ((await backendOf(other).catch(() => undefined)) !== first) return other;
  await other.end();
  throw new MigrationError(
    "POOLED_CONNECTION",
    "The database is reached through a transaction pooler, where a lock holds nothing. " +
      "Give migrations the address of the server itself, or of a pool in session mode.",
  );
}

/** The process that serves a connection. */
export async function backendOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid;
}
