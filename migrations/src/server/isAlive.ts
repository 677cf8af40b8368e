// Whether a process of this machine still runs. Signal 0 is delivered to nobody; it only asks.
import { readFileSync } from "node:fs";
import { errnoOf } from "../errors/errnoOf.ts";

/** True when a process with this id runs, also when it belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
  return !isZombie(pid);
}

/** In a container whose first process does not collect its children, an ended process keeps its id for ever. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    // "123 (name) S …": the name may hold brackets itself.
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
