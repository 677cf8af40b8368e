// The processes that descend from us, whatever session they are in: those that carry our mark in their environment, or that
// work in our folder (Postgres writes its titles over its environment). Only Linux shows either.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process that runs. */
export interface Marked {
  readonly pid: number;
  readonly command: string;
}

/** `mark` is `NAME=value`; we ourselves do not count. */
export function findMarked(mark: string, dir: string): ReadonlyArray<Marked> {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const isMarked = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark);
        if (!isMarked && !isWithin(readlinkSync(`/proc/${pid}/cwd`), dir)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        // What has ended, and only waits for its parent to hear of it, has no command line.
        return command === "" ? [] : [{ pid: Number(pid), command }];
      } catch {
        return []; // It ended meanwhile, or it belongs to somebody else.
      }
    });
}

function isWithin(path: string, dir: string): boolean {
  return path === dir || path.startsWith(`${dir}/`);
}
