// `tsc --watch`: it speaks of errors, and of their end.
import { Program } from "./Program.ts";
import type { Speaker } from "./Speaker.ts";

/** Which programs are looked at. */
export interface TypesOptions {
  readonly program: string;
  readonly cwd: string;
  readonly args: ReadonlyArray<string>;
  readonly env: NodeJS.ProcessEnv;
  readonly speaker: Speaker;
}

/** More errors than a screen has lines are one error many times. */
const shown = 12;

export class Types {
  readonly #program: Program;
  readonly #speaker: Speaker;
  #errors: string[] = [];
  #hadErrors: boolean | undefined;
  #isTold = false;

  constructor({ program, cwd, args, env, speaker }: TypesOptions) {
    this.#speaker = speaker;
    this.#program = new Program(
      program,
      [...args, "--watch", "--preserveWatchOutput", "--pretty", "false"],
      {
        cwd,
        env,
        onLine: (line) => this.#hear(line.trimEnd()),
      },
    );
    void this.#program.ended.then((code) => {
      if (!this.#isTold) speaker.say("types", `tsc ended with code ${code}`, "error");
    });
  }

  async end(): Promise<void> {
    this.#isTold = true;
    await this.#program.stop();
  }

  #hear(line: string): void {
    if (/Starting (?:incremental )?compilation/iu.test(line)) {
      this.#errors = [];
      return;
    }
    const count = /Found (\d+) errors?\. Watching/u.exec(line)?.[1];
    if (count === undefined) {
      // The lines that explain an error are indented.
      if (line !== "") this.#errors.push(line);
      return;
    }
    this.#tell(Number(count));
  }

  #tell(count: number): void {
    const lines = this.#errors;
    this.#errors = [];
    for (const line of lines.slice(0, shown)) this.#speaker.say("types", line, "error");
    if (count > 0)
      this.#speaker.say(
        "types",
        `${count} ${count === 1 ? "error" : "errors"}${lines.length > shown ? ", the first of them above" : ""}`,
        "error",
      );
    else if (this.#hadErrors !== false) this.#speaker.say("types", "no errors");
    this.#hadErrors = count > 0;
  }
}
