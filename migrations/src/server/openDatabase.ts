// The database a command works on: the one DATABASE_URL names, otherwise one on the project's embedded server.
import { connect } from "../connection/connect.ts";
import { ensureDatabase } from "./ensureDatabase.ts";
import { openServer, serverUrl } from "./openServer.ts";
import { readSettings } from "./readSettings.ts";
import { findProjectHome } from "./ServerHome.ts";

/** Whose database, and under which settings. */
export interface OpenDatabaseOptions {
  /** The project's folder: its `.env` is read, and `.data/` in it holds the embedded server. */
  readonly projectDir: string;
  /** Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Name of the database on the embedded server. Default `kingpost`. */
  readonly database?: string;
  /** True to let an embedded server run on when this process ends, as `db:start` does. */
  readonly keep?: boolean;
}

/** A database in use. */
export interface OpenDatabase {
  readonly url: string;
  /** False when DATABASE_URL names the database. */
  readonly embedded: boolean;
  /** True when this call started the embedded server. */
  readonly startedHere: boolean;
  /** Gives the database back: an embedded server that was started on demand stops when its last user leaves. */
  readonly stop: () => Promise<void>;
}

/**
 * Opens the project's database: DATABASE_URL (from the environment or from `.env`) always wins, otherwise the embedded
 * server is started when it does not run, and the database made when there is none. Commands that run at the same time
 * share one server. If this process dies without `stop()`, a guard gives the server back in its place.
 *
 * @example
 * const database = await openDatabase({ projectDir: process.cwd() });
 * try {
 *   await migrateUp({ url: database.url, dir: "migrations" });
 * } finally {
 *   await database.stop();
 * }
 *
 * @throws ServerError with code `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`, `LOGIN_REFUSED`, `DATABASE_MISSING`,
 * `NO_BINARY`, `NO_SERVER_USER`, `CLOSED_PARENT`, `PORT_TAKEN`, `DISK_FULL`, `FOLDER_READ_ONLY`, `DATA_OF_OTHER_OWNER`, `DATA_OF_OTHER_VERSION`,
 * `LOCK_TIMEOUT` or `SERVER_START_FAILED`
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const env = readSettings(options.projectDir, options.env);
  const url = env["DATABASE_URL"];
  if (url !== undefined && url !== "") {
    const client = await connect(url);
    await client.end();
    return { url, embedded: false, startedHere: false, stop: () => Promise.resolve() };
  }
  const server = await openServer(findProjectHome(options.projectDir), {
    env,
    keep: options.keep ?? false,
  });
  const name = options.database ?? "kingpost";
  try {
    await ensureDatabase(serverUrl(server.port, "postgres"), name);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: serverUrl(server.port, name),
    embedded: true,
    startedHere: server.startedHere,
    stop: async () => {
      await server.stop();
    },
  };
}
