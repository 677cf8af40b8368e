// What a committed run has besides its items: growth, and distances of the server.
import { mergeReports } from "../report/readReport.ts";
import type { Report } from "../report/Report.ts";
import { items } from "../scenarios/findScenario.ts";
import type { Options } from "./parseOptions.ts";
import { runCurve } from "./runCurve.ts";
import { runLatency } from "./runLatency.ts";

/** Growth shows itself in fewer rounds than a ratio. */
const mostRounds = 3;

/** Those whose distance is worth an hour: of the others the items say how often they wait. */
const travellers = ["kingpost", "mikro-orm", "drizzle"];

/** The report of the items with all curves. */
export async function runAll(
  options: Options,
  measured: Report,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const rounds = Math.min(options.rounds, mostRounds);
  const growth = await runCurve({ ...options, rounds }, say, signal);
  const contestants = travellers.filter((name) => options.contestants?.includes(name) ?? true);
  const distance = await runLatency({ ...options, items, rounds, contestants }, say, signal);
  const whole = mergeReports([measured, growth, distance]);
  return { ...whole, load: { before: measured.load.before, after: distance.load.after } };
}
