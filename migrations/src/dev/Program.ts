// A program of the loop. It runs in a group of its own, so that Ctrl-C in a terminal reaches it through us alone, and nothing that
// it started outlives it, nor us.
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** What to run, and who hears of it. */
export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string, from: "stderr" | "stdout") => void;
  /** What a Node program sends by `process.send`. */
  readonly onMessage?: (message: unknown) => void;
}

const isWindows = process.platform === "win32";

export class Program {
  /** Resolves to the exit code: 128 and the signal's number when a signal ended it. */
  readonly ended: Promise<number>;
  readonly #child: ChildProcess;
  #hasEnded = false;

  constructor(
    program: string,
    args: ReadonlyArray<string>,
    { cwd, env, onLine, onMessage }: ProgramOptions,
  ) {
    const isNode = program === process.execPath;
    const child = spawn(program, args, {
      cwd,
      env,
      detached: !isWindows,
      shell: isWindows && !isNode,
      stdio: ["ignore", "pipe", "pipe", ...(isNode ? (["ipc"] as const) : [])],
    });
    this.#child = child;
    for (const from of ["stdout", "stderr"] as const) readLines(child, from, onLine);
    if (onMessage !== undefined) child.on("message", onMessage);
    const dismiss = guard(child);
    const { promise, resolve } = Promise.withResolvers<number>();
    child.on("error", (error) => {
      onLine(`${program} cannot be run: ${error.message}`, "stderr");
      dismiss();
      resolve(1);
    });
    // What it left behind may hold on to the pipes.
    child.on("exit", () => signalGroup(child, "SIGKILL"));
    child.on("close", (code, signal) => {
      this.#hasEnded = true;
      dismiss();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
    this.ended = promise;
  }

  /** Tells it to end, and ends it when it takes longer than `patienceMs`. */
  async stop(patienceMs = 5_000): Promise<void> {
    if (this.#hasEnded) return;
    this.#child.kill("SIGTERM");
    const stopWaiting = new AbortController();
    const patience = sleep(patienceMs, undefined, { signal: stopWaiting.signal }).then(
      () => signalGroup(this.#child, "SIGKILL"),
      () => undefined,
    );
    await this.ended;
    stopWaiting.abort();
    await patience;
  }
}

function readLines(
  child: ChildProcess,
  from: "stderr" | "stdout",
  onLine: ProgramOptions["onLine"],
): void {
  const stream = child[from];
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line, from);
  });
  stream?.on("end", () => {
    if (rest !== "") onLine(rest, from);
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nothing was left.
  }
}

/** A sleeping shell that ends the program when we are killed without a word: its input closes then. */
function guard(child: ChildProcess): () => void {
  if (child.pid === undefined || isWindows) return () => undefined;
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
