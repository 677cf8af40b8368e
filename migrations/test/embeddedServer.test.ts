// The embedded server: started on demand, shared, stopped by the last who leaves, and never left behind.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase, startTestServer } from "../src/server.ts";
import { describeServer } from "../src/server/describeServer.ts";
import { findFreePort } from "../src/server/findFreePort.ts";
import { isAlive } from "../src/server/isAlive.ts";
import { findProjectHome } from "../src/server/ServerHome.ts";
import { stopProjectServer } from "../src/server/stopProjectServer.ts";
import { newProject, startProgram, until } from "./program.ts";
import { newFolder, query } from "./scratch.ts";

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

  it("waits for a server that somebody began to start and left alone", async () => {
    const projectDir = newProject();
    await (await openDatabase({ projectDir, env: {} })).stop();
    const { dir, binaries, owner } = findProjectHome(projectDir);
    const { data } = describeServer(projectDir);
    const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
    const port = String(await findFreePort());
    spawn(join(binaries.dir, "bin/postgres"), ["-D", data, "-p", port, ...settings], {
      ...owner,
      cwd: dir,
      detached: true,
      stdio: "ignore",
    }).unref();
    expect(await until(() => describeServer(projectDir).running)).toBe(true);
    const database = await openDatabase({ projectDir, env: {} });
    expect(database.startedHere).toBe(false);
    expect(await query(database.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.stop();
    expect(describeServer(projectDir).running).toBe(false);
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
