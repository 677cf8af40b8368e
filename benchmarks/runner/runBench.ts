// A whole run: databases, the items one after the other, the report.
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Fixture, seed } from "../fixtures/Fixture.ts";
import { openClones } from "../fixtures/openClones.ts";
import { fullSizes, quickSizes } from "../fixtures/Sizes.ts";
import { readCommit, readMachine, readVersions } from "../report/readMachine.ts";
import type { Report } from "../report/Report.ts";
import { toFigures } from "../report/toFigures.ts";
import type { Options } from "./parseOptions.ts";
import { contestantsOf, runItem } from "./runItem.ts";

/**
 * Runs what the options ask for; `say` is told what goes on. When `signal` is aborted it rejects, after all processes and
 * databases of the run are gone.
 */
export async function runBench(
  options: Pick<Options, "items" | "rounds" | "quick">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const startedAt = new Date().toISOString();
  const sizes = options.quick ? quickSizes : fullSizes;
  const before = loadavg();
  const names = [...new Set(options.items.flatMap(contestantsOf))];
  say("making the databases");
  const clones = await openClones(new Fixture(sizes), names);
  try {
    const parts: Array<ReturnType<typeof toFigures>> = [];
    for (const item of options.items) {
      say(`${item}: ${contestantsOf(item).join(", ")}`);
      const runs = await runItem({
        item,
        rounds: options.rounds,
        sizes,
        urls: clones.urls,
        signal,
      });
      parts.push(toFigures(item, runs));
    }
    const commit = await readCommit(fileURLToPath(new URL("../..", import.meta.url)));
    return {
      results: parts.flatMap((part) => part.results),
      voided: parts.flatMap((part) => part.voided),
      noiseFloor: parts.flatMap((part) => part.noiseFloor),
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
    await clones.close();
  }
}
