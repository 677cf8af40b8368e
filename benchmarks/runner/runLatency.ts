// What distance to the server costs: the same items with a server that is further and further away.
import type { Report } from "../report/Report.ts";
import { findScenario, items } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import type { Options } from "./parseOptions.ts";
import { runBench } from "./runBench.ts";

/** Milliseconds there and back. */
const distances = [0, 1, 5, 20];

/** A tree that is read and a graph that is written: what distance costs shows where there is more than one statement. */
const shown: ReadonlyArray<Item> = ["W2", "W6"];

/** A report without figures of its own: a curve for each item. */
export async function runLatency(
  options: Pick<Options, "items" | "rounds" | "quick" | "contestants">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const chosen = options.items.length === items.length ? shown : options.items;
  const points = new Map<Item, Array<Report["curves"][number]["points"][number]>>();
  let last: Report | undefined;
  for (const roundTripMs of options.quick ? distances.slice(0, 2) : distances) {
    say(`a server that is ${roundTripMs} ms away`);
    last = await runBench({ ...options, items: chosen, roundTripMs }, say, signal);
    for (const { item, contestant, medianMs } of last.results)
      points.set(item, [
        ...(points.get(item) ?? []),
        { contestant, x: last.roundTripMs, y: medianMs },
      ]);
  }
  const curves = [...points].map(([item, all]) => ({
    title: `Distance: ${item}, ${findScenario(item).title}`,
    xLabel: "ms there and back",
    yLabel: "ms",
    xScale: "linear" as const,
    points: all,
  }));
  return { ...last!, results: [], noiseFloor: [], roundTripMs: 0, curves };
}
