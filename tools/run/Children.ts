// The programs a command starts, and what becomes of them when it is interrupted: every one hears of it once, and none is left
// behind. A signal may reach us several times (from the terminal, from npm, from boot); programs that finish their work on the
// first one and give up on the second must not be told twice.
import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { constants } from "node:os";
import { resolve } from "node:path";

/** The root of the workspace. */
export const root: string = resolve(import.meta.dirname, "../..");

/** A program to run. */
export interface ChildOptions {
  /** Default: the workspace's root. */
  readonly cwd?: string;
  /** Added to our environment. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * `shared`: in our terminal, which tells it of Ctrl-C itself (default). `alone`: in a session of its own, told by us alone, for
   * programs that shut down in order.
   */
  readonly session?: "alone" | "shared";
  /** Where its output goes. Default: to our own output. */
  readonly output?: "inherit" | ((line: string) => void);
}

type Signal = "SIGHUP" | "SIGINT" | "SIGTERM";

/** How long a repeated signal counts as the same one. */
const echoMs = 500;

/** All programs of one command. */
export class Children {
  /** The signal that interrupted the command, if one did. */
  interruptedBy: Signal | undefined;
  readonly #live = new Map<ChildProcess, ChildOptions>();
  #heardAt = -Infinity;

  /** Begins to listen for signals. */
  listen(): void {
    for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const)
      process.on(signal, () => this.interrupt(signal));
    // Boot went away without a word.
    process.on("disconnect", () => this.interrupt("SIGTERM"));
    process.channel?.unref();
  }

  /** The exit code of an interrupted command, if it was interrupted. */
  get interruptedCode(): number | undefined {
    return this.interruptedBy === undefined
      ? undefined
      : 128 + constants.signals[this.interruptedBy];
  }

  /** Runs a Node program to its end and answers its exit code. */
  async node(
    script: string,
    args: ReadonlyArray<string>,
    options: ChildOptions = {},
  ): Promise<number> {
    return this.run(process.execPath, [resolve(root, script), ...args], options);
  }

  /** Runs a program that the workspace installs (`tsc`, `vitest`, …) to its end and answers its exit code. */
  async tool(
    name: string,
    args: ReadonlyArray<string>,
    options: ChildOptions = {},
  ): Promise<number> {
    return this.run(resolve(root, "node_modules/.bin", name), args, options);
  }

  /** Runs a program to its end and answers its exit code; 128 and the signal's number when a signal ended it. */
  async run(
    program: string,
    args: ReadonlyArray<string>,
    options: ChildOptions = {},
  ): Promise<number> {
    if (this.interruptedCode !== undefined) return this.interruptedCode;
    const { cwd = root, env, session = "shared", output = "inherit" } = options;
    const alone = session === "alone" && process.platform !== "win32";
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: alone,
      stdio: stdioOf(alone, output),
      shell: process.platform === "win32" && program !== process.execPath,
    });
    this.#live.set(child, options);
    const dismiss = alone ? guard(child) : () => undefined;
    if (output !== "inherit") readLines(child, output);
    const { promise, resolve: done } = Promise.withResolvers<number>();
    child.on("error", (error) => {
      console.error(`${program} cannot be run: ${error.message}`);
      done(1);
    });
    child.on("close", (code, signal) =>
      done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
    const code = await promise;
    this.#live.delete(child);
    if (alone) killGroup(child, "SIGKILL");
    dismiss();
    return code;
  }

  /** Tells every program that runs. */
  interrupt(signal: Signal): void {
    const now = performance.now();
    if (now - this.#heardAt < echoMs) return;
    this.#heardAt = now;
    this.interruptedBy ??= signal;
    for (const [child, { session = "shared" }] of this.#live) {
      // Ctrl-C in a terminal has reached those that share it.
      if (session === "shared" && signal === "SIGINT" && process.stdin.isTTY) continue;
      child.kill(signal);
    }
  }
}

function stdioOf(alone: boolean, output: ChildOptions["output"]): StdioOptions {
  const out = output === "inherit" ? "inherit" : "pipe";
  return [alone || out === "pipe" ? "ignore" : "inherit", out, out];
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
    stream?.on("end", () => {
      if (rest !== "") onLine(rest);
    });
  }
}

/** What a program in a session of its own may have left behind. */
function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nothing was left.
  }
}

/** A sleeping shell that ends the program when we are killed without a word: its input closes then. */
function guard(child: ChildProcess): () => void {
  if (child.pid === undefined) return () => undefined;
  const script =
    'read -r farewell && exit 0; kill -s TERM -- "-$1"; sleep 5; kill -s KILL -- "-$1"';
  const shell = spawn("/bin/sh", ["-c", script, "kingpost-guard", String(child.pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.on("error", () => undefined);
  shell.stdin.on("error", () => undefined);
  return () => shell.stdin.end("farewell\n");
}
