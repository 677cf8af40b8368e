// Projects with a server of their own, and programs that the tests end in every way there is.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { stopProjectServer } from "../src/server/stopProjectServer.ts";
import { newFolder } from "./scratch.ts";

const door = resolve(import.meta.dirname, "../src/server.ts");

/** A program that opens a server, prints its line of JSON, and then waits for its end. */
export async function startProgram(
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

/** Whether something becomes true within ten seconds. */
export async function until(isTrue: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (isTrue()) return true;
    await sleep(50);
  }
  return false;
}

/** A project's folder that user postgres can enter; its server goes with the test. */
export function newProject(files: Readonly<Record<string, string>> = {}): string {
  const dir = newFolder(files);
  chmodSync(dir, 0o755);
  onTestFinished(async () => {
    await stopProjectServer(dir);
  });
  return dir;
}
