// A whole run: databases, the items one after the other, the report.
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Fixture, seed } from "../fixtures/Fixture.ts";
import { openClones } from "../fixtures/openClones.ts";
import { fullSizes, quickSizes, type Sizes } from "../fixtures/Sizes.ts";
import { readCommit, readMachine, readVersions } from "../report/readMachine.ts";
import type { Report } from "../report/Report.ts";
import { toFigures } from "../report/toFigures.ts";
import { openDistance } from "./openDistance.ts";
import type { Options } from "./parseOptions.ts";
import { prepareContestants } from "./prepareContestants.ts";
import { Progress } from "./Progress.ts";
import { contestantsOf, runItem } from "./runItem.ts";

/**
 * Runs what the options ask for; `say` is told what goes on. When `signal` is aborted it rejects, after all processes and
 * databases of the run are gone.
 */
export async function runBench(
  options: Pick<Options, "items" | "rounds" | "quick" | "contestants" | "roundTripMs"> & {
    readonly sizes?: Sizes;
  },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const startedAt = new Date().toISOString();
  const sizes = options.sizes ?? (options.quick ? quickSizes : fullSizes);
  const before = loadavg();
  const { ready, absent } = await prepareContestants(options, say);
  const names = [...new Set(options.items.flatMap((item) => contestantsOf(item, ready)))];
  say("making the databases");
  const clones = await openClones(new Fixture(sizes), names);
  const distance =
    options.roundTripMs > 0 ? await openDistance(clones.urls, options.roundTripMs) : undefined;
  const urls = distance?.urls ?? clones.urls;
  try {
    const parts: Array<ReturnType<typeof toFigures>> = [];
    const { rounds } = options;
    const entrants = options.items.map((item) => contestantsOf(item, ready).length);
    const progress = new Progress(entrants.reduce((sum, count) => sum + count, 0) * (rounds + 1));
    for (const item of options.items) {
      const contestants = contestantsOf(item, ready);
      say(`${item}: ${contestants.join(", ")} (${progress.toString()})`);
      const onStep = (): void => progress.step();
      const runs = await runItem({ item, rounds, sizes, contestants, urls, signal, onStep });
      parts.push(toFigures(item, runs));
    }
    const commit = await readCommit(fileURLToPath(new URL("../..", import.meta.url)));
    return {
      results: parts.flatMap((part) => part.results),
      curves: [],
      voided: parts.flatMap((part) => part.voided),
      noiseFloor: parts.flatMap((part) => part.noiseFloor),
      absent,
      roundTripMs: distance?.measuredMs ?? 0,
      isMeasurement: !options.quick,
      rounds: options.rounds,
      sizes,
      seed,
      startedAt,
      machine: readMachine(),
      versions: readVersions(),
      server: clones.server,
      ...(commit === undefined ? {} : { commit }),
      load: { before, after: loadavg() },
    };
  } finally {
    await distance?.close();
    await clones.close();
  }
}
