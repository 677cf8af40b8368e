// Whether a user can walk down to a path: every folder on the way must let it through.
import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Owner } from "./findOwner.ts";

/** The first folder from `path` upwards that `owner` cannot enter; `undefined` when the way is open. */
export function closedParent(path: string, owner: Owner): string | undefined {
  for (let dir = resolve(path); ; dir = dirname(dir)) {
    if (existsSync(dir) && !canEnter(dir, owner)) return dir;
    if (dir === dirname(dir)) return undefined;
  }
}

function canEnter(dir: string, owner: Owner): boolean {
  const { mode, uid, gid } = statSync(dir);
  if (uid === owner.uid) return (mode & 0o100) !== 0;
  if (gid === owner.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
