// A copy of the template for tests that write into it: in a path with a blank, with the workspace's packages, on a database of its
// own that can be taken away.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../run/Children.ts";
import { findMarked, type Marked } from "../standalone/findMarked.ts";
import { listTemplateFiles } from "../standalone/listTemplateFiles.ts";
import { outsideWorkspace } from "../standalone/outsideWorkspace.ts";

const template = join(root, "app-template");

/** A script of the copy that runs. */
export interface Script {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** The lines so far. */
  readonly lines: () => ReadonlyArray<string>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

export class AppCopy {
  readonly dir: string;
  readonly #mark = `KINGPOST_COPY=${randomUUID()}`;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** `leaveOut`: paths whose files the test has no use for. */
  static async make(leaveOut: RegExp): Promise<AppCopy> {
    const copy = new AppCopy(join(mkdtempSync(join(tmpdir(), "kingpost copy-")), "my app"));
    mkdirSync(copy.dir);
    for (const file of (await listTemplateFiles(template)).filter((path) => !leaveOut.test(path))) {
      await mkdir(dirname(join(copy.dir, file)), { recursive: true });
      await copyFile(join(template, file), join(copy.dir, file));
    }
    // A folder of its own, in which programs may leave something.
    mkdirSync(join(copy.dir, "node_modules"));
    const installed = readdirSync(join(template, "node_modules"));
    for (const name of installed.filter((each) => each === ".bin" || !each.startsWith(".")))
      symlinkSync(join(template, "node_modules", name), join(copy.dir, "node_modules", name));
    return copy;
  }

  read(path: string): string {
    return readFileSync(join(this.dir, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.dir, path)), { recursive: true });
    writeFileSync(join(this.dir, path), text);
  }

  /** Runs a script of `package.json`, as npm would. */
  start(args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}): Script {
    const [name = "", value = ""] = this.#mark.split("=");
    const child = spawn(process.execPath, ["boot.mjs", ...args], {
      cwd: this.dir,
      env: {
        ...process.env,
        ...outsideWorkspace(process.env, root),
        NO_COLOR: "1",
        [name]: value,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const ended = new Promise<number | null>((done) => child.on("close", done));
    return { child, ended, lines: () => text.split("\n") };
  }

  /** Runs a script to its end. */
  async run(
    args: ReadonlyArray<string>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ readonly code: number | null; readonly lines: ReadonlyArray<string> }> {
    const script = this.start(args, env);
    const code = await script.ended;
    return { code, lines: script.lines().filter((line) => line !== "") };
  }

  /** What still runs of all that was started here, after `patience` milliseconds at most. */
  async remains(patience = 10_000): Promise<ReadonlyArray<Marked>> {
    const deadline = performance.now() + patience;
    const find = (): ReadonlyArray<Marked> => findMarked(this.#mark, this.dir);
    while (find().length > 0 && performance.now() < deadline) await sleep(50);
    return find();
  }

  async remove(): Promise<void> {
    for (const { pid } of await this.remains(0)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    rmSync(dirname(this.dir), { recursive: true, force: true, maxRetries: 5 });
  }
}
