// User postgres must be able to execute the binaries; where npm put them in a closed folder, it gets a copy in an open one.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";
import type { Binaries } from "./findBinaries.ts";

/** A copy of the binaries at `<cache>/<version>`, made once and readable by everybody. */
export function copyBinaries(binaries: Binaries, cache: string): Binaries {
  const dir = join(cache, binaries.version);
  if (existsSync(dir)) return { ...binaries, dir };
  const making = `${dir}.${process.pid}`;
  try {
    mkdirSync(dirname(dir), { recursive: true, mode: 0o755 });
    cpSync(binaries.dir, making, { recursive: true, verbatimSymlinks: true });
    openUp(making);
    renameSync(making, dir);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another command made the copy at the same time.
    if (errnoOf(error) !== "ENOTEMPTY" && errnoOf(error) !== "EEXIST")
      throw explainDisk(error, dir);
  }
  return { ...binaries, dir };
}

function openUp(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile())
      chmodSync(
        path,
        (lstatSync(path).mode & 0o100) !== 0 || path.includes("/bin/") ? 0o755 : 0o644,
      );
  }
}
