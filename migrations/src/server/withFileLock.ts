// One command at a time, between processes: a file that is made exclusively and names its holder. A holder that died
// leaves the file behind; whoever finds such a file removes it, one remover at a time.
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";
import { isAlive } from "./isAlive.ts";

/** Longer than a first start on a slow machine; a lock that is older has lost its holder, whatever its process id says now. */
const staleMs = 120_000;

/**
 * Runs `work` while holding the lock file `path`; waits for another holder.
 *
 * @throws ServerError `LOCK_TIMEOUT` when the holder does not finish
 */
export async function withFileLock<R>(path: string, work: () => Promise<R>): Promise<R> {
  const giveUp = Date.now() + staleMs + 10_000;
  while (!take(path)) {
    if (isStale(path)) removeStale(path);
    if (Date.now() > giveUp)
      throw new ServerError(
        "LOCK_TIMEOUT",
        `Another command has held ${path} for more than two minutes.`,
        "End that command, or delete the file when there is none.",
      );
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw explainDisk(error, path);
  }
  try {
    writeSync(file, String(process.pid));
    return true;
  } catch (error) {
    // A lock without a name would hold up everybody until it is old.
    rmSync(path, { force: true });
    throw explainDisk(error, path);
  } finally {
    closeSync(file);
  }
}

function isStale(path: string): boolean {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    const holder = Number(readFileSync(path, "utf8"));
    // An empty file is a lock in the making.
    return age > staleMs || (holder > 0 && !isAlive(holder));
  } catch {
    return false;
  }
}

/** Under a lock of its own, so that nobody removes the lock that somebody else took a moment ago. */
function removeStale(path: string): void {
  const broom = `${path}.removing`;
  try {
    mkdirSync(broom);
  } catch {
    // Somebody else is removing it; if that somebody died, its folder ages out here.
    if (ageOf(broom) > 5_000) rmSync(broom, { recursive: true, force: true });
    return;
  }
  try {
    if (isStale(path)) rmSync(path, { force: true });
  } finally {
    rmdirSync(broom);
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
