// What happens when a user of a server leaves: the last one stops it, and a throwaway server is deleted.
import { existsSync, rmSync } from "node:fs";
import { dropLease, liveLeases, readState } from "./leases.ts";
import { filesOf } from "./ServerHome.ts";
import { stopServer } from "./stopServer.ts";
import { withFileLock } from "./withFileLock.ts";

/** Gives a lease back; resolves to true when that stopped the server. */
export async function releaseServer(dir: string, lease: string): Promise<boolean> {
  if (!existsSync(dir)) return false;
  return withFileLock(filesOf(dir).lock, async () => {
    dropLease(dir, lease);
    if (readState(dir).keep || liveLeases(dir).length > 0) return false;
    return stopServer(filesOf(dir).data);
  });
}

/** Stops a throwaway server and deletes all of it. */
export async function discardServer(dir: string): Promise<void> {
  await stopServer(filesOf(dir).data);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
