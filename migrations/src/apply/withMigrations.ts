// The frame of every run: a direct connection, the lock that makes two deploys take turns, and time limits, so that a
// migration that waits for a lock does not queue the whole application up behind itself.
import { PG_MIGRATE_LOCK_ID } from "node-pg-migrate";
import type { Client } from "pg";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainRefusal } from "../errors/explainRefusal.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { Journal } from "../journal/Journal.ts";
import { refusePooler } from "./refusePooler.ts";

/** How migrations run. */
export interface MigrateSettings {
  /** The schema of the two tables that record migrations. Default `public`. */
  readonly schema?: string;
  /** How long to wait for another run to finish. Default 60 s. */
  readonly waitMs?: number;
  /**
   * `lock_timeout` of the migrations' statements. Default 1 s: whoever comes after a statement that waits for a lock waits behind it,
   * so it waits briefly, stands back, and tries again.
   */
  readonly lockTimeoutMs?: number;
  /** `statement_timeout` of the migrations' statements. Default none. */
  readonly statementTimeoutMs?: number;
  /** How long one migration may take. Default for ever. */
  readonly timeoutMs?: number;
  /** Runs every migration without a transaction. Default false: those do that say so. */
  readonly noTransaction?: boolean;
  /** Told in a line, now and then, what a migration that takes long is doing, and when it waits for a lock. */
  readonly onProgress?: (line: string) => void;
  /** When the first of these lines is due. Default 5 s. */
  readonly progressMs?: number;
  /** Turns camelCase names into snake_case, as node-pg-migrate's option does. */
  readonly decamelize?: boolean;
  /** Told of every migration as it ends. */
  readonly onDone?: (name: string, direction: "down" | "up", ms: number) => void;
}

/** Where and how migrations run. */
export interface MigrateOptions extends MigrateSettings {
  /** A direct connection: the lock does not survive a transaction pooler. */
  readonly url: string;
  /** The migrations folder. */
  readonly dir: string;
}

/** What a run works with. */
export interface MigrationSession {
  readonly client: Client;
  readonly journal: Journal;
  readonly files: ReadonlyArray<MigrationFile>;
  readonly schema: string;
  readonly settings: MigrateSettings;
  /** A second connection, by which the run is watched; a program that brings its own connection has none. */
  readonly observer: Client | undefined;
}

/**
 * Runs `work` under the lock over a connection of its own.
 *
 * @throws MigrationError `MIGRATION_LOCKED`, `POOLED_CONNECTION`, `PRIVILEGE_MISSING`, `SCHEMA_MISSING`; ServerError when there is no connection
 */
export async function withMigrations<R>(
  options: MigrateOptions,
  work: (session: MigrationSession) => Promise<R>,
): Promise<R> {
  const client = await connect(options.url);
  let observer: Client | undefined;
  try {
    observer = await refusePooler(client, options.url);
    return await overConnection(client, options.dir, options, work, observer);
  } finally {
    await Promise.all([client.end(), observer?.end()]);
  }
}

/**
 * Runs `work` under the lock over a given connection. It is node-pg-migrate's own lock, so that its command line waits for us
 * too. The connection's time limits are as before afterwards.
 *
 * **SQL**
 * ```sql
 * SELECT pg_advisory_lock(7241865325823964)
 * ```
 *
 * @throws MigrationError `MIGRATION_LOCKED`
 */
export async function overConnection<R>(
  client: Client,
  dir: string,
  settings: MigrateSettings,
  work: (session: MigrationSession) => Promise<R>,
  observer?: Client,
): Promise<R> {
  const before = await readTimeouts(client);
  try {
    await endWithClient(client);
    await setTimeouts(client, { lock: `${settings.waitMs ?? 60_000}ms`, statement: "0" });
    await lock(client);
    await setTimeouts(client, timeoutsOf(settings));
    const schema = settings.schema ?? "public";
    const journal = new Journal(client, schema);
    await prepare(journal, schema);
    // Read under the lock: what was pending before may have been applied while we waited.
    const files = await listMigrations(dir);
    return await work({ client, journal, files, schema, settings, observer });
  } finally {
    await release(client, before);
  }
}

/** @throws MigrationError `PRIVILEGE_MISSING`, `SCHEMA_MISSING` */
async function prepare(journal: Journal, schema: string): Promise<void> {
  try {
    await journal.prepare();
  } catch (error) {
    throw explainRefusal(error, `keep the record of migrations in schema ${schema}`);
  }
}

/** A process that is killed takes its statement along, where the server's system can tell; else it runs on, under our lock. */
async function endWithClient(client: Client): Promise<void> {
  await client.query("SET client_connection_check_interval = '1s'").catch(() => undefined);
}

/** Time limits of a connection, as Postgres writes them. */
export interface Timeouts {
  readonly lock: string;
  readonly statement: string;
}

/** The limits under which migrations run. */
export function timeoutsOf(settings: MigrateSettings): Timeouts {
  return {
    lock: `${settings.lockTimeoutMs ?? 1_000}ms`,
    statement: `${settings.statementTimeoutMs ?? 0}ms`,
  };
}

/** Sets both limits for the connection; also between two files, because a file may have changed them. */
export async function setTimeouts(
  client: Client,
  { lock: wait, statement }: Timeouts,
): Promise<void> {
  await client.query(
    "SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false)",
    [wait, statement],
  );
}

async function readTimeouts(client: Client): Promise<Timeouts> {
  const { rows } = await client.query<Timeouts>(
    "SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement",
  );
  return rows[0] ?? { lock: "0", statement: "0" };
}

/** Gives the lock back, if we have it, and the limits. On a connection that is gone both are gone with it. */
async function release(client: Client, before: Timeouts): Promise<void> {
  try {
    await client.query(
      "SELECT pg_advisory_unlock($1) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() " +
        "AND granted AND (classid::bigint << 32 | objid::bigint) = $1",
      [PG_MIGRATE_LOCK_ID],
    );
    await setTimeouts(client, before);
  } catch {
    // What is to be told is what ended the work.
  }
}

async function lock(client: Client): Promise<void> {
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PG_MIGRATE_LOCK_ID]);
  } catch (cause) {
    if (errnoOf(cause) !== "55P03") throw cause;
    throw new MigrationError(
      "MIGRATION_LOCKED",
      "Another run of migrations holds the lock and did not finish in time. Look at it in pg_stat_activity, then run again.",
      { cause },
    );
  }
}
