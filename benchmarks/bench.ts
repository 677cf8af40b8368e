// `pnpm bench`: measures the contestants side by side and prints who took how long and how many statements.
import { writeFileSync } from "node:fs";
import { ServerError } from "@kingpost/migrations/server";
import { changesOf } from "./report/changesOf.ts";
import { reportPage } from "./report/html/reportPage.ts";
import { markdown } from "./report/markdown.ts";
import { picture } from "./report/picture.ts";
import { printChanges } from "./report/printChanges.ts";
import { printCurves } from "./report/printCurves.ts";
import { printReport } from "./report/printReport.ts";
import { mergeReports, readReport } from "./report/readReport.ts";
import type { Report } from "./report/Report.ts";
import { sourceOf } from "./report/sourceOf.ts";
import { BenchmarkError } from "./runner/BenchmarkError.ts";
import { type Options, parseOptions, usage } from "./runner/parseOptions.ts";
import { runAll } from "./runner/runAll.ts";
import { runBench } from "./runner/runBench.ts";
import { runCurve } from "./runner/runCurve.ts";
import { runLatency } from "./runner/runLatency.ts";

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
    const before = options.against === undefined ? undefined : readReport(options.against);
    const report = await reportOf(options, interruption.signal);
    const changes = before === undefined ? [] : changesOf(report, before);
    if (before !== undefined) print(printChanges(changes, report, before));
    if (options.json !== undefined) writeFileSync(options.json, asJson(report));
    if (options.html !== undefined)
      writeFileSync(options.html, reportPage({ report, changes, sourceOf }));
    if (options.md !== undefined) writeFileSync(options.md, markdown(report, changes));
    if (options.svg !== undefined) writeFileSync(options.svg, picture(report));
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

/** What the options ask for, printed as soon as it is known. */
async function reportOf(options: Options, signal: AbortSignal): Promise<Report> {
  if (options.from.length > 0) return mergeReports(options.from.map(readReport));
  if (options.curve) {
    const report = await runCurve(options, say, signal);
    print(printCurves(report.curves));
    return report;
  }
  if (options.latency) {
    const report = await runLatency(options, say, signal);
    print(printCurves(report.curves));
    return report;
  }
  const report = await runBench(options, say, signal);
  print(printReport(report));
  if (!options.all) return report;
  // What is measured is kept, should what follows be interrupted.
  if (options.json !== undefined) writeFileSync(options.json, asJson(report));
  const whole = await runAll(options, report, say, signal);
  print(printCurves(whole.curves));
  return whole;
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
