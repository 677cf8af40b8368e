// The environment of somebody who knows the template and nothing of the workspace.
import { delimiter, join, sep } from "node:path";

/** Set by npm, pnpm and vitest for their scripts, meant for other servers, or settings of the application. */
const ours =
  /^(npm_(?!config_)|npm_config_local_prefix$|INIT_CWD$|VITEST|PG|(TEST_)?DATABASE_URL$|NODE_(ENV|OPTIONS|PATH)$|(LOG_LEVEL|PORT|HOST|POOL_SIZE|QUERY_DEPTH|BODY_LIMIT)$)/;

/** What to add to `env`: `undefined` takes a variable away. `root` is the workspace's folder. */
export function outsideWorkspace(env: NodeJS.ProcessEnv, root: string): NodeJS.ProcessEnv {
  const removed = Object.keys(env).filter((name) => ours.test(name));
  const isOurs = (folder: string): boolean =>
    folder.startsWith(root + sep) && !folder.startsWith(join(root, ".toolchain") + sep);
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => !isOurs(folder));
  return {
    ...Object.fromEntries(removed.map((name) => [name, undefined])),
    PATH: path.join(delimiter),
  };
}
