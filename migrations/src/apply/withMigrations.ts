import { PG_MIGRATE_LOCK_ID } from "node-pg-migrate";
// The frame of every run: a direct connection, the lock that makes two deploys take turns, and time limits, so that a
// migration that waits for a lock does not queue the whole application up behind itself.
import type { Client } from "pg";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { errnoOf } from "../errors/errnoOf.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { Journal } from "../journal/Journal.ts";

/** Where and how migrations run. */
export interface MigrateOptions {
  /** A direct connection: the lock does not survive a transaction pooler. */
  readonly url: string;
  /** The migrations folder. */
  readonly dir: string;
  /** The schema of the two tables that record migrations. Default `public`. */
  readonly schema?: string;
  /** How long to wait for another run to finish. Default 60 s. */
  readonly waitMs?: number;
  /** `lock_timeout` of the migrations' statements. Default 5 s. */
  readonly lockTimeoutMs?: number;
  /** `statement_timeout` of the migrations' statements. Default none. */
  readonly statementTimeoutMs?: number;
  /** Turns camelCase names into snake_case, as node-pg-migrate's option does. */
  readonly decamelize?: boolean;
  /** Told of every migration as it ends. */
  readonly onDone?: (name: string, direction: "down" | "up", ms: number) => void;
}

/** What a run works with. */
export interface MigrationSession {
  readonly client: Client;
  readonly journal: Journal;
  readonly files: ReadonlyArray<MigrationFile>;
  readonly schema: string;
  readonly options: MigrateOptions;
}

/**
 * Runs `work` under the lock. It is node-pg-migrate's own lock, so that its command line waits for us too.
 *
 * **SQL**
 * ```sql
 * SELECT pg_advisory_lock(7241865325823964)
 * ```
 *
 * @throws MigrationError `MIGRATION_LOCKED`; ServerError when there is no connection
 */
export async function withMigrations<R>(
  options: MigrateOptions,
  work: (session: MigrationSession) => Promise<R>,
): Promise<R> {
  const schema = options.schema ?? "public";
  const client = await connect(options.url);
  try {
    await setTimeouts(client, options.waitMs ?? 60_000, 0);
    await lock(client);
    await setTimeouts(client, options.lockTimeoutMs ?? 5_000, options.statementTimeoutMs ?? 0);
    const journal = new Journal(client, schema);
    await journal.prepare();
    // Read under the lock: what was pending before may have been applied while we waited.
    return await work({
      client,
      journal,
      files: await listMigrations(options.dir),
      schema,
      options,
    });
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

/** Sets both limits for the connection; also between two files, because a file may have changed them. */
export async function setTimeouts(
  client: Client,
  lockMs: number,
  statementMs: number,
): Promise<void> {
  await client.query(
    "SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false)",
    [`${lockMs}ms`, `${statementMs}ms`],
  );
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
