// One ORM, all scenarios asked for, in one process.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ScenarioName } from "../scenarios/scenarios.ts";
import { CompareError } from "./CompareError.ts";
import type { Answer, Order } from "./messages.ts";

const mainFile = fileURLToPath(new URL("ormProcess.ts", import.meta.url));

/** Plays the scenarios one after the other on the ORM's database. Ends the process when `signal` is aborted. */
export async function playAll(
  orm: string,
  scenarios: ReadonlyArray<ScenarioName>,
  url: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<ScenarioName, Answer>> {
  const child = fork(mainFile, [], { stdio: ["ignore", "ignore", "pipe", "ipc"], signal });
  // An abort is told by the process's end, which `ask` waits for.
  child.on("error", () => undefined);
  try {
    const answers = new Map<ScenarioName, Answer>();
    for (const scenario of scenarios)
      answers.set(scenario, await ask(child, { orm, scenario, url }));
    return answers;
  } finally {
    child.kill();
  }
}

function ask(child: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let complaints = "";
    const onComplaint = (text: Buffer): void => {
      complaints = `${complaints}${text.toString()}`.slice(-4_000);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      reject(
        new CompareError(
          "ORM_FAILED",
          `the process of ${order.orm} ended with ${signal ?? code} at ${order.scenario}\n${complaints}`.trim(),
        ),
      );
    child.stderr?.on("data", onComplaint);
    child.once("exit", onExit);
    child.once("message", (answer: Answer) => {
      child.off("exit", onExit);
      child.stderr?.off("data", onComplaint);
      resolve(answer);
    });
    // A process that was killed a moment ago still looks connected: the order is then refused, which is its end.
    const onSent = (error: Error | null): void => {
      if (error !== null) onExit(child.exitCode, child.signalCode);
    };
    if (child.connected) child.send(order, onSent);
    else onExit(child.exitCode, child.signalCode);
  });
}
