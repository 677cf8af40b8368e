// How long a process takes that has just started: from the import of the contestant to its first row.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { buildTypes } from "@kingpost/tools/budgets/buildTypes";
import { Fixture } from "../../fixtures/Fixture.ts";
import { isMeasurable } from "../../fixtures/Sizes.ts";
import { median } from "../../report/ratioInterval.ts";
import { digest } from "../../scenarios/digest.ts";
import { findWork } from "../../scenarios/findScenario.ts";
import { BenchmarkError } from "../BenchmarkError.ts";
import type { Block } from "../messages.ts";
import type { Study, StudyInput } from "../Study.ts";
import type { ColdAnswer } from "./coldProcess.ts";

const mainFile = fileURLToPath(new URL("coldProcess.ts", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Processes of a block; where figures mean nothing, one shows that it works. */
const starts = 3;

export const coldStart: Study = async (input) => {
  const fixture = new Fixture(input.sizes);
  const scenario = findWork(input.item);
  const right = scenario.expected(fixture);
  const isBuilt = isMeasurable(input.sizes);
  if (isBuilt) await buildTypes(root);
  const answers: Array<Exclude<ColdAnswer, string>> = [];
  for (let n = 0; n < (isBuilt ? starts : 1); n++) {
    const answer = await startCold(input, scenario.input(fixture), isBuilt);
    const got = digest(answer.reading);
    if (got !== right) throw new BenchmarkError("MISMATCH", `expected ${right}, but got ${got}`);
    answers.push(answer);
  }
  const of = (pick: (answer: Exclude<ColdAnswer, string>) => number): number =>
    median(answers.map(pick));
  return {
    workMs: of(({ importMs, openMs, rowMs }) => importMs + openMs + rowMs),
    cpuMs: of(({ cpuMs }) => cpuMs),
    readMs: 0,
    facts: {
      "ms to import": of(({ importMs }) => importMs),
      "ms to connect": of(({ openMs }) => openMs),
      "ms to the row": of(({ rowMs }) => rowMs),
      "MB resident": of(({ residentMb }) => residentMb),
    },
  } satisfies Block;
};

async function startCold(
  { item, entry, url, signal }: StudyInput,
  input: unknown,
  isBuilt: boolean,
): Promise<Exclude<ColdAnswer, string>> {
  const child = fork(mainFile, [], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    signal,
  });
  // Ended by the signal, it says so by an error besides.
  child.on("error", () => undefined);
  child.send({ item, entry, url, input, isBuilt });
  const answer = await Promise.race([
    once(child, "message").then(([message]) => message as ColdAnswer),
    once(child, "exit").then(([code]): ColdAnswer => `its process ended with ${String(code)}`),
  ]);
  child.kill("SIGKILL");
  if (typeof answer === "string") throw new BenchmarkError("CONTESTANT_FAILED", answer);
  return answer;
}
