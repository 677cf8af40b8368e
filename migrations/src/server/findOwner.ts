// Postgres refuses to run as root, so for root the server, its data and its binaries belong to user postgres.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { errnoOf } from "../errors/errnoOf.ts";
import { ServerError } from "../errors/ServerError.ts";

/** The user as whom the server runs. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * User postgres when this process is root (made when there is none), otherwise `undefined`: the server runs as we do.
 *
 * @throws ServerError `NO_SERVER_USER` when root cannot make the user
 */
export function findOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = readOwner();
  if (found !== undefined) return found;
  let cause: unknown;
  try {
    run("groupadd", ["--system", "postgres"]);
    run("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"]);
  } catch (error) {
    cause = error;
  }
  const made = readOwner();
  if (made !== undefined) return made;
  throw new ServerError(
    "NO_SERVER_USER",
    "Postgres does not run as root, and there is no user postgres to run it as.",
    "Make one (useradd --system postgres), run the command as an ordinary user, or set DATABASE_URL.",
    { cause },
  );
}

function readOwner(): Owner | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined
    ? undefined
    : { uid: Number(uid), gid: Number(gid) };
}

function run(command: string, args: ReadonlyArray<string>): void {
  try {
    execFileSync(command, args, { stdio: "pipe" });
  } catch (error) {
    // Another command may have made the group a moment ago.
    if (errnoOf(error) !== undefined || command !== "groupadd") throw error;
  }
}
