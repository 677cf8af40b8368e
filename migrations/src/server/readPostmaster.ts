// What a running server says of itself: Postgres keeps `postmaster.pid` in its data folder, with its process id, its port and
// its state. It is the only record of a running server that we trust; whoever dies, it is put right by the next start.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./isAlive.ts";

/** A server that runs on a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The server that runs on `data`, or `undefined` when none does (a file left behind by a crash counts as none). */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: ReadonlyArray<string>;
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  // Lines: process, folder, start time, port, socket folder, address, shared memory, state.
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0) || !isAlive(pid) || !isServerOf(pid, data)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === "ready" };
}

/** Process ids are used again: after a crash the id in the file may belong to somebody else. */
function isServerOf(pid: number, data: string): boolean {
  try {
    return commandOf(pid).includes(data);
  } catch {
    return false;
  }
}

function commandOf(pid: number): string {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
}
