// `pnpm bench`: measures the contestants side by side and prints who took how long and how many statements.
import { writeFileSync } from "node:fs";
import { ServerError } from "@kingpost/migrations/server";
import { printReport } from "./report/printReport.ts";
import { BenchmarkError } from "./runner/BenchmarkError.ts";
import { parseOptions, usage } from "./runner/parseOptions.ts";
import { runBench } from "./runner/runBench.ts";
import { printCurve, runCurve } from "./runner/runCurve.ts";

/** Resolves to the exit code: 0 all figures stand, 1 one is void or the run failed, 2 the options are wrong, 130 interrupted. */
async function main(args: ReadonlyArray<string>): Promise<number> {
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(name, () => interruption.abort());
  try {
    const options = parseOptions(args);
    if (options.help) {
      print(usage);
      return 0;
    }
    if (options.curve) {
      const points = await runCurve(options, say, interruption.signal);
      print(printCurve(points));
      if (options.json !== undefined) writeFileSync(options.json, asJson(points));
      return 0;
    }
    const report = await runBench(options, say, interruption.signal);
    print(printReport(report));
    if (options.json !== undefined) writeFileSync(options.json, asJson(report));
    return report.voided.length === 0 ? 0 : 1;
  } catch (error) {
    if (interruption.signal.aborted) return 130;
    if (error instanceof BenchmarkError && error.code === "BAD_OPTION") {
      say(`${error.message}\n${usage}`);
      return 2;
    }
    if (!(error instanceof ServerError)) throw error;
    say(`${error.code}: ${error.message}`);
    return 1;
  }
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
