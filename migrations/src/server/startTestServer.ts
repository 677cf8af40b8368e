// A server for one run of tests: fast, not durable, gone afterwards, however the run ends.
import { randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../connection/connect.ts";
import { ServerError } from "../errors/ServerError.ts";
import { isAlive } from "./isAlive.ts";
import { serverUrl } from "./openServer.ts";
import { readSettings } from "./readSettings.ts";
import { discardServer } from "./releaseServer.ts";
import { findThrowawayHome, type ServerHome } from "./ServerHome.ts";
import { spawnGuard } from "./spawnGuard.ts";
import { startServer } from "./startServer.ts";

/** Whose tests, and under which settings. */
export interface TestServerOptions {
  /** The project's folder, whose `.env` is read. */
  readonly projectDir: string;
  /** Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A server to make test databases on. */
export interface TestServer {
  /** An address with the right to create databases. */
  readonly adminUrl: string;
  /** False when TEST_DATABASE_URL names the server: then it stays, and so do its databases until they are dropped. */
  readonly throwaway: boolean;
  readonly stop: () => Promise<void>;
}

const prefix = "kingpost-test-";

/**
 * Starts a throwaway server, or answers the one that TEST_DATABASE_URL names. A throwaway server is deleted by `stop()`, by
 * its guard when this process is killed, and by the next run when the machine went down with it.
 *
 * @example
 * // vitest globalSetup
 * const server = await startTestServer({ projectDir: import.meta.dirname });
 * project.provide("adminUrl", server.adminUrl);
 * return () => server.stop();
 *
 * @throws ServerError as `openDatabase` does
 */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const url = readSettings(options.projectDir, options.env)["TEST_DATABASE_URL"];
  if (url !== undefined && url !== "") {
    const client = await connect(url, { source: "TEST_DATABASE_URL" });
    await client.end();
    return { adminUrl: url, throwaway: false, stop: () => Promise.resolve() };
  }
  const home = findHome(`${prefix}${process.pid}-${randomBytes(4).toString("hex")}`);
  const { dir } = home;
  await sweep(join(dir, ".."));
  const dismiss = spawnGuard(dir, String(process.pid), true);
  let stopped: Promise<void> | undefined;
  const discard = async (): Promise<void> => {
    await discardServer(dir);
    dismiss();
  };
  try {
    const { port } = await startServer(home, { throwaway: true });
    return {
      adminUrl: serverUrl(port, "postgres"),
      throwaway: true,
      stop: () => (stopped ??= discard()),
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** In the system's temporary folder; root may have one that user postgres cannot enter, then below /var/lib. */
function findHome(name: string): ServerHome {
  try {
    return findThrowawayHome(join(tmpdir(), name));
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== "CLOSED_PARENT") throw error;
    return findThrowawayHome(join("/var/lib/kingpost", name));
  }
}

/** Deletes what runs that are no more have left behind. */
async function sweep(base: string): Promise<void> {
  for (const name of namesIn(base)) {
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    const dir = join(base, name);
    if (!name.startsWith(prefix) || !(pid > 0) || isAlive(pid) || !isOurs(dir)) continue;
    await discardServer(dir);
  }
}

function namesIn(dir: string): ReadonlyArray<string> {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function isOurs(dir: string): boolean {
  return statSync(dir, { throwIfNoEntry: false })?.uid === process.getuid?.();
}
