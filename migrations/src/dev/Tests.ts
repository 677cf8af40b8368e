// `vitest related`: the tests that a change may have broken, and no others.
import { mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Program } from "./Program.ts";
import { Serial } from "./Serial.ts";
import type { Speaker } from "./Speaker.ts";

/** Where the tests are. */
export interface TestsOptions {
  readonly program: string;
  readonly cwd: string;
  readonly args: ReadonlyArray<string>;
  readonly env: () => NodeJS.ProcessEnv;
  readonly speaker: Speaker;
}

/** What is read of vitest's report. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: ReadonlyArray<{
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: ReadonlyArray<{
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: ReadonlyArray<string> | null;
    }>;
  }>;
}

export class Tests {
  readonly #options: TestsOptions;
  readonly #runs: Serial;
  readonly #dir: string = mkdtempSync(join(tmpdir(), "kingpost-dev-"));
  /** Files whose tests have not been run to their end since they changed. */
  #changed = new Set<string>();
  #program: Program | undefined;
  #hold: Promise<unknown> = Promise.resolve();
  #isBroken = false;
  #isEnded = false;

  constructor(options: TestsOptions) {
    this.#options = options;
    this.#runs = new Serial(() => this.#runRelated());
  }

  /** Runs what depends on these files; a run that is under way is broken off, and what it had to do is done as well. */
  run(files: ReadonlyArray<string>): void {
    if (this.#isEnded) return;
    for (const file of files) this.#changed.add(file);
    this.#breakOff();
    void this.#runs.run();
  }

  /** Puts off the next run: what it would test is being written. */
  holdUntil(done: Promise<unknown>): void {
    this.#hold = Promise.all([this.#hold, done]);
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#program?.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }

  #breakOff(): void {
    this.#isBroken = true;
    void this.#program?.stop();
  }

  async #runRelated(): Promise<void> {
    await this.#hold;
    if (this.#isEnded || this.#changed.size === 0) return;
    const { program: name, cwd, args, env } = this.#options;
    const report = join(this.#dir, "report.json");
    await rm(report, { force: true });
    this.#isBroken = false;
    const files = [...this.#changed];
    const lines: string[] = [];
    const program = new Program(
      name,
      [
        "related",
        "--run",
        "--passWithNoTests",
        "--reporter=json",
        `--outputFile=${report}`,
        ...args,
        ...files,
      ],
      { cwd, env: env(), onLine: (line) => lines.push(line) },
    );
    this.#program = program;
    const code = await program.ended;
    if (this.#isBroken || this.#isEnded) return;
    for (const file of files) this.#changed.delete(file);
    this.#tell(await readReport(report), code, lines);
  }

  #tell(report: Report | undefined, code: number, lines: ReadonlyArray<string>): void {
    const { speaker, cwd } = this.#options;
    if (report === undefined) {
      // Without a test that depends on the change there is no report.
      if (code === 0) return;
      for (const line of lines.slice(-12)) speaker.say("tests", line, "error");
      speaker.say("tests", `vitest ended with code ${code}`, "error");
      return;
    }
    let failed = 0;
    for (const { name, status, message, assertionResults } of report.testResults) {
      const file = relative(cwd, name);
      const broken = assertionResults.filter((result) => result.status === "failed");
      failed += broken.length;
      for (const { fullName, failureMessages } of broken) {
        speaker.say("tests", `${file}: ${fullName}`, "error");
        speaker.say("tests", `  ${firstLines(failureMessages?.[0])}`, "error");
      }
      if (status !== "failed" || broken.length > 0) continue;
      failed += 1;
      speaker.say("tests", `${file}: ${firstLines(message)}`, "error");
    }
    const total = report.numPassedTests + failed;
    if (total === 0) return;
    speaker.say(
      "tests",
      `${report.numPassedTests} passed, ${failed} failed`,
      failed > 0 ? "error" : "info",
    );
  }
}

async function readReport(path: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

/** What was wrong, without the stack. */
function firstLines(text = ""): string {
  const lines = text.split("\n");
  const stack = lines.findIndex((line) => /^ {4}at /u.test(line));
  return lines
    .slice(0, stack === -1 ? 4 : Math.min(stack, 4))
    .join("\n  ")
    .trimEnd();
}
