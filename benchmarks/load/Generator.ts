// The load generator as the harness holds it: a process beside the server's, so that what it costs is not the server's.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BenchmarkError } from "../runner/BenchmarkError.ts";
import type { LoadAnswer, LoadOrder } from "./generatorProcess.ts";

const mainFile = fileURLToPath(new URL("generatorProcess.ts", import.meta.url));

type Done = Extract<LoadAnswer, { readonly kind: "done" }>;

export class Generator {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(mainFile, [], {
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  /** Rejects with `BenchmarkError`: `CONTESTANT_FAILED` where an answer did not come, `MISMATCH` where one was wrong. */
  async run(order: LoadOrder): Promise<Done> {
    const answer = await this.#ask(order);
    if (answer.kind === "failed") throw new BenchmarkError("CONTESTANT_FAILED", answer.reason);
    if (answer.wrong !== undefined) throw new BenchmarkError("MISMATCH", answer.wrong);
    return answer;
  }

  close(): void {
    this.#child.kill("SIGKILL");
  }

  #ask(order: LoadOrder): Promise<LoadAnswer> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onExit = (): void =>
        reject(new BenchmarkError("CONTESTANT_FAILED", "the load generator ended"));
      child.once("exit", onExit);
      child.once("message", (answer: LoadAnswer) => {
        child.off("exit", onExit);
        resolve(answer);
      });
      child.send(order);
    });
  }
}
