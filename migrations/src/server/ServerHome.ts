// Where the embedded server of a project lives: its folder, its binaries, and the user it runs as. Everything that belongs
// to one server lies in one folder, so that deleting the folder deletes the server.
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { ServerError } from "../errors/ServerError.ts";
import { closedParent } from "./closedParent.ts";
import { copyBinaries } from "./copyBinaries.ts";
import { type Binaries, findBinaries } from "./findBinaries.ts";
import { findOwner, type Owner } from "./findOwner.ts";

/** One server's place on this machine. */
export interface ServerHome {
  readonly dir: string;
  readonly binaries: Binaries;
  /** Set when the server runs as another user than we do. */
  readonly owner?: Owner;
}

/** The files of a server below its folder. */
export interface ServerFiles {
  readonly data: string;
  readonly log: string;
  readonly state: string;
  readonly lock: string;
  readonly leases: string;
}

/** The layout of a server's folder. */
export function filesOf(dir: string): ServerFiles {
  return {
    data: join(dir, "data"),
    log: join(dir, "server.log"),
    state: join(dir, "server.json"),
    lock: join(dir, "lock"),
    leases: join(dir, "leases"),
  };
}

/** Where things go when the project's folder is closed to user postgres; tests give folders of their own. */
export interface SharedPlaces {
  readonly cache: string;
  readonly state: string;
}

const systemPlaces: SharedPlaces = { cache: "/var/cache/kingpost", state: "/var/lib/kingpost" };

/**
 * The home of a project's own server: `.data/postgres` in the project. When the server has to run as user postgres (we are
 * root) and a folder on the way to the project or to the binaries is closed to that user, the binaries are copied to
 * `/var/cache/kingpost/<version>` and the data lies in `/var/lib/kingpost/<hash of the project's path>`.
 *
 * @throws ServerError `NO_BINARY`, `NO_SERVER_USER`, `CLOSED_PARENT`, `DISK_FULL`
 */
export function findProjectHome(
  projectDir: string,
  places: SharedPlaces = systemPlaces,
): ServerHome {
  const binaries = findBinaries();
  const owner = findOwner();
  const project = realpathSync(resolve(projectDir));
  const dir = join(project, ".data", "postgres");
  if (owner === undefined) return { dir, binaries };
  if (isOpen(dir, owner) && isOpen(join(binaries.dir, "bin"), owner))
    return { dir, binaries, owner };
  const hash = createHash("sha256").update(project).digest("hex").slice(0, 16);
  return {
    dir: reachable(join(places.state, hash), owner),
    binaries: copyBinaries(binaries, places.cache),
    owner,
  };
}

/** The home of a server that lives for one run, below a folder for temporary files. */
export function findThrowawayHome(dir: string, places: SharedPlaces = systemPlaces): ServerHome {
  const binaries = findBinaries();
  const owner = findOwner();
  if (owner === undefined) return { dir, binaries };
  const usable = isOpen(join(binaries.dir, "bin"), owner);
  return {
    dir: reachable(dir, owner),
    binaries: usable ? binaries : copyBinaries(binaries, places.cache),
    owner,
  };
}

function isOpen(path: string, owner: Owner): boolean {
  return closedParent(path, owner) === undefined;
}

function reachable(dir: string, owner: Owner): string {
  const closed = closedParent(dir, owner);
  if (closed === undefined) return dir;
  throw new ServerError(
    "CLOSED_PARENT",
    `User postgres, as whom the server runs for root, cannot enter ${closed}.`,
    `Open it (chmod o+x ${closed}), run the command as an ordinary user, or set DATABASE_URL.`,
  );
}
