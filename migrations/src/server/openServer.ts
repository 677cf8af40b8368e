// The project's own server, started on demand and shared by all commands that run at the same time.
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";
import { readState, takeLease, writeState } from "./leases.ts";
import { type Postmaster, readPostmaster } from "./readPostmaster.ts";
import { releaseServer } from "./releaseServer.ts";
import { filesOf, type ServerHome } from "./ServerHome.ts";
import { spawnGuard } from "./spawnGuard.ts";
import { type RunningServer, startServer } from "./startServer.ts";
import { stopServer } from "./stopServer.ts";
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
    const running = await settledPostmaster(data);
    const server = running ?? (await start(home, options.env ?? process.env));
    try {
      return join(home, server, running === undefined, options.keep ?? false);
    } catch (error) {
      // A full disk, for example: nobody would know of the server, so nobody would stop it.
      if (running === undefined) await stopServer(data);
      throw explainDisk(error, home.dir);
    }
  });
}

async function start(home: ServerHome, env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const wanted = wantedPort(env);
  const { port: before } = readState(home.dir);
  return startServer(home, {
    ...(wanted === undefined ? {} : { port: wanted }),
    ...(before === undefined ? {} : { preferredPort: before }),
  });
}

/** Notes that we use the server, and watches over that. */
function join(
  home: ServerHome,
  server: RunningServer,
  startedHere: boolean,
  keep: boolean,
): OpenServer {
  const { dir } = home;
  writeState(dir, {
    pid: server.pid,
    port: server.port,
    keep: keep || (!startedHere && readState(dir).keep),
    url: serverUrl(server.port, "postgres"),
  });
  const lease = keep ? undefined : takeLease(dir, process.pid);
  const dismiss = lease === undefined ? undefined : spawnGuard(dir, lease, false);
  let left: Promise<boolean> | undefined;
  const leave = async (): Promise<boolean> => {
    const stopped = lease === undefined ? false : await releaseServer(dir, lease);
    dismiss?.();
    return stopped;
  };
  return { port: server.port, startedHere, stop: () => (left ??= leave()) };
}

/** The server as it is once it is up or gone: somebody may have been killed while starting or stopping it. */
async function settledPostmaster(data: string): Promise<Postmaster | undefined> {
  const giveUp = Date.now() + 60_000;
  let running = readPostmaster(data);
  while (running?.ready === false && Date.now() < giveUp) {
    await sleep(50);
    running = readPostmaster(data);
  }
  return running;
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
