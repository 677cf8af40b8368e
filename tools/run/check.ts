// `check`: everything that is found without running the tests. The steps run side by side; only what fails speaks.
import { styleText } from "node:util";
import type { Children } from "./Children.ts";

/** One step of the check. */
interface Step {
  readonly name: string;
  readonly run: (output: (line: string) => void) => Promise<number>;
}

/** Runs all steps, prints a line for each with its time, and answers 1 when one failed. */
export async function check(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const chosen = stepsOf(children).filter(({ name }) => args.length === 0 || args.includes(name));
  const begin = performance.now();
  // Two at a time: each of them uses several cores by itself.
  const queue = [...chosen];
  const failed: Array<string> = [];
  const work = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift())
      if (!(await report(step))) failed.push(step.name);
  };
  await Promise.all([work(), work()]);
  const time = `${seconds(begin)} s`;
  console.log(
    failed.length === 0
      ? `check: all ${chosen.length} steps passed in ${time}`
      : `check: ${failed.join(", ")} failed (${time})`,
  );
  return failed.length === 0 ? 0 : 1;
}

function stepsOf(children: Children): ReadonlyArray<Step> {
  const tool =
    (name: string, ...args: ReadonlyArray<string>): Step["run"] =>
    (output) =>
      children.tool(name, args, { output });
  return [
    { name: "types", run: tool("tsc", "-b") },
    { name: "types of tests", run: tool("tsc", "-p", "tsconfig.test.json") },
    { name: "types of the app", run: tool("tsc", "-p", "app-template") },
    { name: "lint", run: tool("oxlint", "-c", ".oxlintrc.json", "--type-aware", "--quiet") },
    { name: "dead code", run: tool("knip", "--no-progress") },
    { name: "format", run: tool("oxfmt", "--check") },
    { name: "house", run: (output) => children.node("tools/house.ts", [], { output }) },
  ];
}

async function report({ name, run }: Step): Promise<boolean> {
  const begin = performance.now();
  const lines: Array<string> = [];
  const code = await run((line) => lines.push(line));
  const mark = code === 0 ? styleText("green", "ok    ") : styleText("red", "failed");
  console.log(`${mark} ${name.padEnd(16)} ${seconds(begin)} s`);
  if (code !== 0) console.log(lines.map((line) => `       ${line}`).join("\n"));
  return code === 0;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
