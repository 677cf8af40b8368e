// `kingpost-codegen --watch`: it sees by itself what code is made from, and speaks here only when it wrote something.
import { setTimeout as sleep } from "node:timers/promises";
import { Program } from "./Program.ts";
import type { Speaker } from "./Speaker.ts";

/** Where it runs. */
export interface CodegenOptions {
  readonly program: string;
  readonly cwd: string;
  readonly env: () => NodeJS.ProcessEnv;
  readonly speaker: Speaker;
}

/** How long a migration that ran may take to be noticed; one that changed no table never is. */
const noticeMs = 3_000;

export class Codegen {
  readonly #options: CodegenOptions;
  readonly #told = new WeakSet<Program>();
  readonly #waiting = new Set<() => void>();
  #program: Program | undefined;
  /** Lines of a run whose last line, which tells how it ended, is still to come. */
  #lines: string[] = [];
  #isRunning = false;

  constructor(options: CodegenOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Starts it, and resolves when its first run is over. */
  async start(): Promise<void> {
    const { program: name, cwd, env, speaker } = this.#options;
    const run = this.#untilRun();
    this.#isRunning = true;
    this.#lines = [];
    const program = new Program(name, ["--watch"], {
      cwd,
      env: env(),
      onLine: (line) => this.#hear(line),
    });
    this.#program = program;
    void program.ended.then((code) => {
      if (this.#program !== program) return;
      this.#isRunning = false;
      this.#finish();
      if (this.#told.has(program)) return;
      for (const line of this.#lines) speaker.say("codegen", line, "error");
      speaker.say(
        "codegen",
        `ended with code ${code}; it starts again when kingpost.config.ts changes`,
        "error",
      );
    });
    await run;
  }

  /** Resolves when the code fits a schema that was just changed. */
  async untilNoticed(): Promise<void> {
    const stop = new AbortController();
    const late = sleep(noticeMs, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([this.#untilRun(), late]);
    stop.abort();
  }

  async end(): Promise<void> {
    const program = this.#program;
    if (program === undefined) return;
    this.#told.add(program);
    await program.stop();
  }

  async #untilRun(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #hear(line: string): void {
    // The database is looked after by others.
    if (
      /^warning: .*(?:ECONN|connection|terminat|No Postgres|starting up|shutting down)/iu.test(line)
    )
      return;
    const [, outcome, reasons] = /^(.*) \(([^()]*)\)$/u.exec(line) ?? [];
    if (outcome === undefined || reasons === undefined) {
      this.#lines.push(line);
      return;
    }
    const { speaker } = this.#options;
    for (const each of this.#lines) speaker.say("codegen", each, levelOf(each));
    this.#lines = [];
    const counts = /^codegen: (\d+ created), (\d+ updated), (\d+ deleted), \d+ unchanged$/u.exec(
      outcome,
    );
    const written = counts?.slice(1).filter((count) => !count.startsWith("0 "));
    if (written === undefined) speaker.say("codegen", line, levelOf(outcome));
    else if (written.length > 0) speaker.say("codegen", `${written.join(", ")} (${reasons})`);
    this.#finish();
  }

  #finish(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function levelOf(line: string): "error" | "info" {
  return line.startsWith("error: ") ? "error" : "info";
}
