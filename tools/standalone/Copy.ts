// A copy of the template in a folder of its own, and the programs that are run in it.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Children, root } from "../run/Children.ts";
import { findMarked, type Marked } from "./findMarked.ts";
import { listTemplateFiles } from "./listTemplateFiles.ts";
import { outsideWorkspace } from "./outsideWorkspace.ts";
import { StandaloneError } from "./StandaloneError.ts";

/** A program that is served until it is told to stop. */
export interface Served {
  /** Tells it to end, and resolves to its exit code. */
  readonly stop: (signal: "SIGINT" | "SIGTERM") => Promise<number>;
  readonly output: () => string;
}

export class Copy {
  /** Everything there is lies in here. Its path has a blank. */
  readonly dir: string;
  /** The template. */
  readonly app: string;
  /** Files that are handed to it. */
  readonly packages: string;
  readonly #mark = `KINGPOST_STANDALONE=${randomUUID()}`;
  readonly #children: Children;
  /** Where its packages come from; the one the machine is set to when not given. */
  registry: string | undefined;

  private constructor(dir: string, children: Children) {
    this.dir = dir;
    this.app = join(dir, "my app");
    this.packages = join(dir, "packages");
    this.#children = children;
  }

  /** An empty one in the system's folder for temporary files. */
  static async make(children: Children): Promise<Copy> {
    const dir = await realpath(await mkdtemp(join(tmpdir(), "kingpost standalone-")));
    // Root's server runs as user postgres, who must be able to enter.
    await chmod(dir, 0o755);
    const copy = new Copy(dir, children);
    for (const folder of [copy.app, copy.packages, copy.#temporary]) await mkdir(folder);
    await chmod(copy.#temporary, 0o1777);
    return copy;
  }

  /** Copies the template's files and answers how many there are. */
  async fill(template: string): Promise<number> {
    const files = await listTemplateFiles(template);
    for (const file of files) {
      await mkdir(dirname(join(this.app, file)), { recursive: true });
      await copyFile(join(template, file), join(this.app, file));
    }
    return files.length;
  }

  /** Takes a packed package in, and answers where it is. */
  async take(tarball: string): Promise<string> {
    const path = join(this.packages, basename(tarball));
    await copyFile(tarball, path);
    return path;
  }

  /** Runs a program in the copy to its end, and answers what it printed. Throws `StandaloneError` (`PROGRAM_FAILED`). */
  async run(program: string, args: ReadonlyArray<string>): Promise<string> {
    const lines: Array<string> = [];
    const code = await this.#children.run(program, args, {
      cwd: this.app,
      env: this.#env,
      session: "alone",
      output: (line) => lines.push(line),
    });
    const output = lines.join("\n");
    if (code === 0) return output;
    const command = [basename(program), ...args].join(" ");
    throw new StandaloneError("PROGRAM_FAILED", `${command} ended with code ${code}:\n${output}`);
  }

  /** Starts a program in the copy, and waits for what it prints when it is ready. */
  async serve(
    program: string,
    args: ReadonlyArray<string>,
    ready: RegExp,
  ): Promise<Served & { readonly found: string }> {
    const own = new Children();
    own.listen();
    let output = "";
    const { promise: found, resolve, reject } = Promise.withResolvers<string>();
    const ended = own.run(program, args, {
      cwd: this.app,
      env: { ...this.#env, PORT: "0" },
      session: "alone",
      output: (line) => {
        output += `${line}\n`;
        const match = ready.exec(output)?.[1];
        if (match !== undefined) resolve(match);
      },
    });
    void ended.then((code) => {
      const command = [basename(program), ...args].join(" ");
      const message = `${command} ended with code ${code}:\n${output}`;
      reject(new StandaloneError("PROGRAM_FAILED", message));
    });
    return {
      found: await found,
      output: () => output,
      stop: (signal) => {
        own.interrupt(signal);
        return ended;
      },
    };
  }

  /** A port that nobody listens on. */
  async freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    return port;
  }

  /** What still runs of all that was started here, after `patience` milliseconds at most. */
  async remains(patience: number): Promise<ReadonlyArray<Marked>> {
    const deadline = performance.now() + patience;
    let left = findMarked(this.#mark, this.dir);
    while (left.length > 0 && performance.now() < deadline) {
      await sleep(100);
      left = findMarked(this.#mark, this.dir);
    }
    return left;
  }

  /** Ends what still runs, and deletes everything. */
  async remove(): Promise<void> {
    for (const signal of ["SIGTERM", "SIGKILL"] as const)
      for (const { pid } of await this.remains(3_000)) kill(pid, signal);
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** For throwaway servers and the like, so that nothing lies elsewhere. */
  get #temporary(): string {
    return join(this.dir, "temporary");
  }

  get #env(): NodeJS.ProcessEnv {
    const [name = "", value = ""] = this.#mark.split("=");
    return {
      ...outsideWorkspace(process.env, root),
      TMPDIR: this.#temporary,
      [name]: value,
      ...(this.registry === undefined ? {} : { npm_config_registry: this.registry }),
    };
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
