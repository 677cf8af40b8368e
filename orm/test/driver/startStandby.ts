// A standby of a server that tests have started, as it is made without pg_basebackup: a copy of the folder that is told to follow.
import { spawn } from "node:child_process";
import { appendFile, chown, cp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";
import { vi } from "vitest";
import { findThrowawayHome } from "../../../migrations/src/server/ServerHome.ts";

export interface Standby {
  readonly url: string;
  stop(): Promise<void>;
}

/** @param delayMs how long it waits before it applies a commit */
export async function startStandby(primaryUrl: string, delayMs: number): Promise<Standby> {
  const client = new pg.Client({ connectionString: primaryUrl });
  await client.connect();
  const { rows: settings } = await client.query<{ dir: string }>(
    "SELECT current_setting('data_directory') AS dir",
  );
  const { dir } = settings[0]!;
  const data = join(dirname(dir), "standby");
  await client.query("SELECT pg_backup_start('standby', true)");
  await cp(dir, data, { recursive: true });
  const { rows: stopped } = await client.query<{ labelfile: string }>(
    "SELECT labelfile FROM pg_backup_stop(false)",
  );
  await client.end();
  const { hostname, port, username, password } = new URL(primaryUrl);
  await writeFile(join(data, "backup_label"), stopped[0]!.labelfile);
  for (const name of ["postmaster.pid", "postmaster.opts"])
    await rm(join(data, name), { force: true });
  await writeFile(join(data, "standby.signal"), "");
  await appendFile(
    join(data, "postgresql.auto.conf"),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}'\nrecovery_min_apply_delay = ${delayMs}\nhot_standby = on\n`,
  );
  const { binaries, owner } = findThrowawayHome(dirname(dir));
  if (owner !== undefined) {
    for (const entry of await readdir(data, { recursive: true }))
      await chown(join(data, entry), owner.uid, owner.gid);
    await chown(data, owner.uid, owner.gid);
  }
  const own = await freePort();
  const options = ["-D", data, "-c", `port=${own}`, "-c", "listen_addresses=127.0.0.1"];
  const server = spawn(
    join(binaries.dir, "bin", "postgres"),
    [...options, "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200"],
    { ...owner, cwd: dirname(dir), stdio: "ignore" },
  );
  const url = new URL(primaryUrl);
  url.port = String(own);
  await vi.waitFor(() => ask(url.href), { timeout: 30_000, interval: 50 });
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const ended = new Promise((resolve) => {
      server.once("exit", resolve);
    });
    server.kill("SIGINT");
    await ended;
  };
  return { url: url.href, stop };
}

async function ask(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query("SELECT 1");
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
