// Who uses a server that was started on demand. Each user puts down a file named after its process; the last to leave stops
// the server, unless somebody asked for it to stay (`db:start`).
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./isAlive.ts";
import { filesOf } from "./ServerHome.ts";

/** What we keep of a server beside its data. */
export interface ServerState {
  /** The port it had last, so that addresses stay the same from day to day. */
  readonly port?: number;
  /** True after `db:start`: nobody stops it but `db:stop`. */
  readonly keep: boolean;
}

/** Puts down a lease for a process and answers its name. */
export function takeLease(dir: string, pid: number): string {
  const { leases } = filesOf(dir);
  mkdirSync(leases, { recursive: true });
  const lease = `${pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(join(leases, lease), "");
  return lease;
}

/** Takes a lease away. */
export function dropLease(dir: string, lease: string): void {
  rmSync(join(filesOf(dir).leases, lease), { force: true });
}

/** The processes that use the server; leases of processes that died are swept away. */
export function liveLeases(dir: string): ReadonlyArray<number> {
  const { leases } = filesOf(dir);
  let names: ReadonlyArray<string>;
  try {
    names = readdirSync(leases);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const pid = Number(name.split(".")[0]);
    if (isAlive(pid)) return [pid];
    dropLease(dir, name);
    return [];
  });
}

/** Reads what we know of a server. */
export function readState(dir: string): ServerState {
  try {
    const state: unknown = JSON.parse(readFileSync(filesOf(dir).state, "utf8"));
    if (typeof state !== "object" || state === null) return { keep: false };
    const port = "port" in state && typeof state.port === "number" ? { port: state.port } : {};
    return { ...port, keep: "keep" in state && state.keep === true };
  } catch {
    return { keep: false };
  }
}

/** Writes what we know of a server. */
export function writeState(
  dir: string,
  state: ServerState & { readonly pid?: number; readonly url?: string },
): void {
  writeFileSync(filesOf(dir).state, `${JSON.stringify(state, null, 2)}\n`);
}
