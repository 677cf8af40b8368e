// `db:stop`: ends the project's embedded server, whoever started it and whoever uses it.
import { existsSync } from "node:fs";
import { readState, writeState } from "./leases.ts";
import { filesOf, findProjectHome } from "./ServerHome.ts";
import { stopServer } from "./stopServer.ts";
import { withFileLock } from "./withFileLock.ts";

/**
 * Resolves to false when it did not run.
 *
 * @throws ServerError `LOCK_TIMEOUT`
 */
export async function stopProjectServer(projectDir: string): Promise<boolean> {
  const { dir } = findProjectHome(projectDir);
  if (!existsSync(dir)) return false;
  return withFileLock(filesOf(dir).lock, async () => {
    const stopped = await stopServer(filesOf(dir).data);
    writeState(dir, { ...readState(dir), keep: false });
    return stopped;
  });
}
