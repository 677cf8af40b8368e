// A registry of our own (verdaccio) that has our packages; what it does not have it fetches from the one that the machine is set to.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../run/Children.ts";
import type { Copy, Served } from "./Copy.ts";

const verdaccio = join(root, "tools/node_modules/.bin/verdaccio");

export class Registry {
  /** `http://127.0.0.1:4873`. */
  readonly url: string;
  readonly #copy: Copy;
  readonly #served: Served;

  private constructor(url: string, copy: Copy, served: Served) {
    this.url = url;
    this.#copy = copy;
    this.#served = served;
  }

  /** Starts one whose files lie in the copy's folder. */
  static async start(copy: Copy): Promise<Registry> {
    const upstream = (await copy.run("npm", ["config", "get", "registry"])).trim();
    const dir = join(copy.dir, "registry");
    await mkdir(dir);
    // JSON is YAML.
    await writeFile(join(dir, "config.yaml"), JSON.stringify(configFor(dir, upstream), null, 2));
    const port = await copy.freePort();
    const served = await copy.serve(
      verdaccio,
      ["--config", join(dir, "config.yaml"), "--listen", `127.0.0.1:${port}`],
      /http address - (http:\/\/[^\s/]+)/,
    );
    return new Registry(served.found, copy, served);
  }

  /** Publishes a packed package, as a release would. */
  async publish(tarball: string): Promise<void> {
    const { host } = new URL(this.url);
    // npm publishes for nobody; this registry takes anybody for somebody.
    const login = `--//${host}/:_authToken=anybody`;
    await this.#copy.run("npm", ["publish", tarball, "--registry", this.url, login]);
  }

  async stop(): Promise<void> {
    await this.#served.stop("SIGTERM");
  }
}

/** The configuration: ours are kept here and looked for nowhere else. */
export function configFor(dir: string, upstream: string): object {
  const ours = { access: "$all", publish: "$all" };
  return {
    storage: join(dir, "storage"),
    auth: { htpasswd: { file: join(dir, "htpasswd"), max_users: -1 } },
    uplinks: { upstream: { url: upstream, maxage: "60m", timeout: "60s", max_fails: 10 } },
    packages: {
      kingpost: ours,
      "@kingpost/*": ours,
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}
