// The project's own server, started on demand and shared by all commands that run at the same time.
import { mkdirSync } from "node:fs";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";
import { readState, takeLease, writeState } from "./leases.ts";
import { readPostmaster } from "./readPostmaster.ts";
import { releaseServer } from "./releaseServer.ts";
import { filesOf, type ServerHome } from "./ServerHome.ts";
import { spawnGuard } from "./spawnGuard.ts";
import { startServer } from "./startServer.ts";
import { withFileLock } from "./withFileLock.ts";

/** A server in use. */
export interface OpenServer {
  readonly port: number;
  readonly startedHere: boolean;
  /** Gives it back; resolves to true when that stopped it, because nobody else uses it. */
  readonly stop: () => Promise<boolean>;
}

/** How the server is wanted. */
export interface OpenServerOptions {
  /** True for `db:start`: it stays when we leave. */
  readonly keep?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the server unless it runs, and puts down a lease. Two commands at once start one server. */
export async function openServer(
  home: ServerHome,
  options: OpenServerOptions = {},
): Promise<OpenServer> {
  const { data, lock } = filesOf(home.dir);
  try {
    mkdirSync(home.dir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw explainDisk(error, home.dir);
  }
  return withFileLock(lock, async () => {
    const running = readPostmaster(data);
    const before = readState(home.dir);
    const wanted = wantedPort(options.env ?? process.env);
    const server =
      running ??
      (await startServer(home, {
        ...(wanted === undefined ? {} : { port: wanted }),
        ...(before.port === undefined ? {} : { preferredPort: before.port }),
      }));
    const keep = options.keep === true || (running !== undefined && before.keep);
    writeState(home.dir, {
      pid: server.pid,
      port: server.port,
      keep,
      url: serverUrl(server.port, "postgres"),
    });
    const lease = options.keep === true ? undefined : takeLease(home.dir, process.pid);
    const dismiss = lease === undefined ? undefined : spawnGuard(home.dir, lease, false);
    let left: Promise<boolean> | undefined;
    const leave = async (): Promise<boolean> => {
      const stopped = lease === undefined ? false : await releaseServer(home.dir, lease);
      dismiss?.();
      return stopped;
    };
    return {
      port: server.port,
      startedHere: running === undefined,
      stop: () => (left ??= leave()),
    };
  });
}

/** The address of a database on an embedded server. */
export function serverUrl(port: number, database: string): string {
  return `postgres://postgres:postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

function wantedPort(env: NodeJS.ProcessEnv): number | undefined {
  const text = env["KINGPOST_DB_PORT"];
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ServerError(
    "PORT_TAKEN",
    `KINGPOST_DB_PORT is "${text}", which is not a port.`,
    "Set it to a number from 1 to 65535, or leave it out.",
  );
}
