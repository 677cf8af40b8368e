// Makes the data folder of a new server. It is made beside its place and then moved there, so that a power cut or a full disk
// halfway never leaves a folder that looks like a database.
import { spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";
import { serverEnvironment } from "./serverEnvironment.ts";
import { filesOf, type ServerHome } from "./ServerHome.ts";

/**
 * Runs `initdb` unless the folder holds a database already.
 *
 * @throws ServerError `DATA_OF_OTHER_VERSION`, `DISK_FULL`, `DATA_OF_OTHER_OWNER`, `SERVER_START_FAILED`
 */
export async function initialiseCluster(home: ServerHome): Promise<void> {
  const { data } = filesOf(home.dir);
  if (existsSync(join(data, "PG_VERSION"))) {
    checkVersion(data, home.binaries.version);
    return;
  }
  const making = `${data}.new`;
  const password = join(home.dir, "password");
  try {
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true, mode: 0o700 });
    writeFileSync(password, "postgres\n", { mode: 0o600 });
    if (home.owner !== undefined)
      for (const path of [making, password]) chownSync(path, home.owner.uid, home.owner.gid);
    await runInitdb(home, making, password);
    renameSync(making, data);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw explainDisk(error, data);
  } finally {
    rmSync(password, { force: true });
  }
}

async function runInitdb(home: ServerHome, dir: string, password: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const said: Array<string> = [];
  const initdb = spawn(
    join(home.binaries.dir, "bin", "initdb"),
    [
      `--pgdata=${dir}`,
      `--pwfile=${password}`,
      "--username=postgres",
      "--auth=password",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
    ],
    {
      ...home.owner,
      cwd: home.dir,
      env: serverEnvironment(),
      // Ctrl-C goes to the whole foreground group; half a data folder helps nobody.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  initdb.stdout.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  initdb.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  initdb.on("error", (cause) => reject(cannotRun(cause, home)));
  initdb.on("close", (code) => {
    if (code === 0) resolve();
    else reject(failed(said.join("")));
  });
  return promise;
}

function checkVersion(data: string, version: string): void {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const wanted = version.split(".")[0];
  if (found === wanted) return;
  throw new ServerError(
    "DATA_OF_OTHER_VERSION",
    `The data in ${data} is of Postgres ${found}, the embedded server is ${wanted}.`,
    "Copy what you need with the old server, then delete the folder; or set DATABASE_URL.",
  );
}

function cannotRun(cause: Error, home: ServerHome): ServerError {
  return new ServerError(
    "SERVER_START_FAILED",
    `The Postgres in ${home.binaries.dir} cannot be run: ${cause.message}.`,
    "Install the dependencies again (delete node_modules first), or set DATABASE_URL.",
    { cause },
  );
}

function failed(said: string): ServerError {
  if (said.includes("No space left on device"))
    return new ServerError(
      "DISK_FULL",
      "There is no room left on the disk for a new database.",
      "Free about 50 MB, then run the command again.",
    );
  return new ServerError(
    "SERVER_START_FAILED",
    `initdb could not make a database:\n${said.trim()}\n`,
    "Set DATABASE_URL to use a server of your own.",
  );
}
