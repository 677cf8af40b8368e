// Starts the server as a process of its own that outlives us, and waits until it takes connections.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";
import { findFreePort } from "./findFreePort.ts";
import { initialiseCluster } from "./initialiseCluster.ts";
import { readPostmaster } from "./readPostmaster.ts";
import { serverEnvironment } from "./serverEnvironment.ts";
import { filesOf, type ServerHome } from "./ServerHome.ts";

/** How to start a server. */
export interface StartOptions {
  /** The port to take when it is free. */
  readonly preferredPort?: number;
  /** The port to take or fail with `PORT_TAKEN`. */
  readonly port?: number;
  /** Settings that make a database fast and not durable: for one that is thrown away. */
  readonly throwaway?: boolean;
}

/** A server that takes connections. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

const startTimeoutMs = 60_000;
const attempts = 5;

/**
 * Makes the data folder when there is none and starts the server on 127.0.0.1.
 *
 * @throws ServerError `PORT_TAKEN`, `DISK_FULL`, `FOLDER_READ_ONLY`, `DATA_OF_OTHER_OWNER`, `DATA_OF_OTHER_VERSION`, `SERVER_START_FAILED`
 */
export async function startServer(
  home: ServerHome,
  options: StartOptions = {},
): Promise<RunningServer> {
  try {
    mkdirSync(home.dir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw explainDisk(error, home.dir);
  }
  await initialiseCluster(home);
  for (let attempt = 1; ; attempt++) {
    const port =
      options.port ?? (await findFreePort(attempt === 1 ? options.preferredPort : undefined));
    try {
      return await launch(home, port, options.throwaway ?? false);
    } catch (error) {
      // Somebody took the port between our look and the server's start.
      const isTaken = error instanceof ServerError && error.code === "PORT_TAKEN";
      if (!isTaken || options.port !== undefined || attempt === attempts) throw error;
    }
  }
}

async function launch(home: ServerHome, port: number, throwaway: boolean): Promise<RunningServer> {
  const { data, log } = filesOf(home.dir);
  const output = openLog(log);
  const start = statSync(log).size;
  const server = spawn(
    join(home.binaries.dir, "bin", "postgres"),
    ["-D", data, ...settings(home, port, throwaway)],
    {
      ...home.owner,
      cwd: home.dir,
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", output, output],
    },
  );
  closeSync(output);
  let ended: string | undefined;
  server.on("error", (error) => (ended = error.message));
  server.on("exit", (code, signal) => (ended ??= `it ended with ${signal ?? code}`));
  const giveUp = Date.now() + startTimeoutMs;
  while (ended === undefined) {
    const running = readPostmaster(data);
    if (running?.ready === true && running.pid === server.pid) {
      server.unref();
      return { pid: running.pid, port };
    }
    if (Date.now() > giveUp) {
      server.kill("SIGQUIT");
      ended = `it was not ready after ${startTimeoutMs / 1000} s`;
    }
    await sleep(15);
  }
  throw explainLog(readFileSync(log, "utf8").slice(start), port, ended, log);
}

function settings(home: ServerHome, port: number, throwaway: boolean): Array<string> {
  const durable = { synchronous_commit: "on" };
  const fast = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
  };
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    // A socket's path may be at most 107 bytes, and a project may lie deep.
    unix_socket_directories: "",
    ...(throwaway ? fast : durable),
    ...statistics(home),
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * The library that keeps account of statements can only be loaded at the start. It is asleep: whoever wants the account of a database
 * turns it on there (`ALTER DATABASE … SET pg_stat_statements.track = 'top'`), as the benchmarks do.
 */
function statistics({ binaries }: ServerHome): Readonly<Record<string, string>> {
  const library = join(binaries.dir, "lib", "postgresql", "pg_stat_statements");
  if (![".so", ".dylib", ".dll"].some((suffix) => existsSync(library + suffix))) return {};
  return {
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track": "none",
  };
}

/** A log that has grown beyond a few megabytes begins anew. */
function openLog(log: string): number {
  try {
    const isLong = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000;
    return openSync(log, isLong ? "w" : "a", 0o644);
  } catch (error) {
    throw explainDisk(error, log);
  }
}

function explainLog(said: string, port: number, ended: string, log: string): ServerError {
  if (said.includes("Address already in use"))
    return new ServerError(
      "PORT_TAKEN",
      `Port ${port} is taken by another program.`,
      "End that program, or set KINGPOST_DB_PORT to another port (without it a free one is picked).",
    );
  if (said.includes("No space left on device"))
    return new ServerError(
      "DISK_FULL",
      "Postgres cannot start because the disk is full.",
      "Free some space, then run the command again.",
    );
  const tail = said.trim().split("\n").slice(-8).join("\n");
  return new ServerError(
    "SERVER_START_FAILED",
    `Postgres did not start on port ${port}: ${ended}.\n${tail}\n`,
    `The whole log is ${log}; DATABASE_URL uses a server of your own.`,
  );
}
