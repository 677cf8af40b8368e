// The server of a test run: fast, thrown away, and gone however the run ends.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startTestServer } from "../src/server.ts";
import { isAlive } from "../src/server/isAlive.ts";
import { startProgram, until } from "./program.ts";
import { errorOf, newFolder, query } from "./scratch.ts";

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
