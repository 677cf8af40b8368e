// The application, started again for each change of what it runs on.
import { Program } from "./Program.ts";
import { readableLog } from "./readableLog.ts";
import { Serial } from "./Serial.ts";
import type { Speaker } from "./Speaker.ts";

/** What is served. */
export interface ServerOptions {
  readonly main: string;
  readonly cwd: string;
  readonly env: () => NodeJS.ProcessEnv;
  readonly speaker: Speaker;
}

/** How long an application may take for the requests in flight. */
const farewellMs = 3_000;
/** What an application says first is its greeting; said again at the next start, it is no news. */
const greetingLines = 30;

export class Server {
  readonly #options: ServerOptions;
  readonly #starts: Serial;
  readonly #told = new WeakSet<Program>();
  #program: Program | undefined;
  #hold: Promise<unknown> = Promise.resolve();
  #isEnded = false;
  #wasReady = false;
  #greeting: ReadonlySet<string> = new Set();

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#starts = new Serial(() => this.#startAgain());
  }

  /** Starts it, or ends it and starts it again. */
  restart(): void {
    if (!this.#isEnded) void this.#starts.run();
  }

  /** Puts off the next start: what it would run on is being written. */
  holdUntil(done: Promise<unknown>): void {
    this.#hold = Promise.all([this.#hold, done]);
  }

  /** Ends it for good. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#stop();
  }

  async #startAgain(): Promise<void> {
    let hold: Promise<unknown>;
    do {
      hold = this.#hold;
      await hold;
    } while (hold !== this.#hold);
    await this.#stop();
    if (!this.#isEnded) this.#start();
  }

  async #stop(): Promise<void> {
    const program = this.#program;
    if (program === undefined) return;
    this.#told.add(program);
    await program.stop(farewellMs);
  }

  #start(): void {
    const { main, cwd, env, speaker } = this.#options;
    const said = new Set<string>();
    const program = new Program(process.execPath, [main], {
      cwd,
      env: env(),
      onLine: (line, from) => {
        const isGreeting = said.size < greetingLines;
        if (isGreeting) said.add(line);
        if (isGreeting && from === "stdout" && this.#greeting.has(line)) return;
        const text = readableLog(line);
        if (text !== undefined && text !== "")
          speaker.say("server", text, from === "stderr" ? "error" : "info");
      },
      onMessage: (message) => {
        if (message !== "ready") return;
        this.#greeting = said;
        if (this.#wasReady) speaker.say("server", "started again");
        this.#wasReady = true;
      },
    });
    this.#program = program;
    void program.ended.then((code) => {
      if (!this.#told.has(program))
        speaker.say("server", `ended with code ${code}; the next change starts it again`, "error");
    });
  }
}
