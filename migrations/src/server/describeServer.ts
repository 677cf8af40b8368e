// What there is to say of a project's embedded server, without starting it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { liveLeases, readState } from "./leases.ts";
import { serverUrl } from "./openServer.ts";
import { readPostmaster } from "./readPostmaster.ts";
import { filesOf, findProjectHome } from "./ServerHome.ts";

/** The embedded server of a project as it stands now. */
export interface ServerDescription {
  readonly running: boolean;
  readonly pid?: number;
  readonly port?: number;
  /** The address of the given database, when the server runs. */
  readonly url?: string;
  readonly data: string;
  /** False until the first start. */
  readonly initialised: boolean;
  readonly version: string;
  /** True after `db:start`: it stays until `db:stop`. */
  readonly keep: boolean;
  /** The processes that use it. */
  readonly users: ReadonlyArray<number>;
}

/**
 * Describes the project's embedded server.
 *
 * @throws ServerError `NO_BINARY`, `NO_SERVER_USER`, `CLOSED_PARENT`
 */
export function describeServer(
  projectDir: string,
  database: string = "kingpost",
): ServerDescription {
  const home = findProjectHome(projectDir);
  const { data } = filesOf(home.dir);
  const running = readPostmaster(data);
  return {
    running: running !== undefined,
    ...(running === undefined
      ? {}
      : { pid: running.pid, port: running.port, url: serverUrl(running.port, database) }),
    data,
    initialised: existsSync(join(data, "PG_VERSION")),
    version: home.binaries.version,
    keep: running !== undefined && readState(home.dir).keep,
    users: liveLeases(home.dir),
  };
}
