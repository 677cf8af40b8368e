// `pnpm compare`: plays behaviour scenarios with several ORMs and prints who does what.
import { writeFileSync } from "node:fs";
import { ServerError } from "@kingpost/migrations/server";
import { reportPage } from "./report/html/reportPage.ts";
import { markdown } from "./report/markdown.ts";
import { printReport } from "./report/printReport.ts";
import { CompareError } from "./runner/CompareError.ts";
import { parseOptions, usage } from "./runner/parseOptions.ts";
import { runCompare } from "./runner/runCompare.ts";

/** Resolves to the exit code: 0 every ORM was seen in every scenario, 1 one was not, 2 the options are wrong, 130 interrupted. */
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
    const report = await runCompare(options, interruption.signal);
    print(printReport(report));
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    if (options.html !== undefined) writeFileSync(options.html, reportPage(report));
    if (options.md !== undefined) writeFileSync(options.md, markdown(report));
    return report.failed.length === 0 ? 0 : 1;
  } catch (error) {
    if (interruption.signal.aborted) return 130;
    if (error instanceof CompareError) {
      complain(error.code === "BAD_OPTION" ? `${error.message}\n${usage}` : error.message);
      return error.code === "BAD_OPTION" ? 2 : 1;
    }
    if (!(error instanceof ServerError)) throw error;
    complain(`${error.code}: ${error.message}`);
    return 1;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
