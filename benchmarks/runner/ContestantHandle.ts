// A contestant's process as the harness holds it.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BenchmarkError } from "./BenchmarkError.ts";
import type { Answer, Order } from "./messages.ts";

/**
 * A contestant waits for the others between two blocks. After eight seconds without work the engine makes its young generation as
 * small as at the start, and collects it fifteen times in the works that follow where it would twice. A server that has requests to answer never waits so
 * long.
 */
const asIfBusy = ["--no-memory-reducer", "--min-semi-space-size=16"];

const mainFile = fileURLToPath(new URL("contestantProcess.ts", import.meta.url));

/** A process that is asked one thing at a time. */
export class ContestantHandle {
  readonly name: string;
  readonly #child: ChildProcess;
  #complaints = "";

  constructor(name: string) {
    this.name = name;
    this.#child = fork(mainFile, [], {
      execArgv: ["--expose-gc", ...asIfBusy],
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (text: Buffer) => {
      this.#complaints = `${this.#complaints}${text.toString()}`.slice(-4_000);
    });
  }

  /** Gives an order and resolves to the answer; rejects when the contestant failed or its process ended. */
  ask(order: Order): Promise<Exclude<Answer, { readonly kind: "failed" }>> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        child.off("message", onMessage);
        child.off("exit", onExit);
        act();
      };
      const onMessage = (answer: Answer): void =>
        settle(() => {
          if (answer.kind === "failed") reject(new BenchmarkError(answer.code, answer.reason));
          else resolve(answer);
        });
      const onExit = (code: number | null, signal: string | null): void =>
        settle(() =>
          reject(
            new BenchmarkError(
              "CONTESTANT_FAILED",
              `its process ended with ${signal ?? code}\n${this.#complaints}`.trim(),
            ),
          ),
        );
      child.on("message", onMessage);
      child.on("exit", onExit);
      // A process that was killed a moment ago still looks connected: the order is then refused, which is its end.
      const onSent = (error: Error | null): void => {
        if (error !== null) onExit(child.exitCode, child.signalCode);
      };
      if (child.connected) child.send(order, onSent);
      else onExit(child.exitCode, child.signalCode);
    });
  }

  /** Ends the process at once; what was asked of it rejects. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends the process, which closes its connections when it can. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    try {
      await this.ask({ kind: "close" });
    } catch {
      // It failed before and will be killed.
    }
    this.kill();
    await ended;
  }
}
