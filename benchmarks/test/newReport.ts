// A report with figures that are chosen, for tests of what is made of reports.
import { fullSizes } from "../fixtures/Sizes.ts";
import { ratioInterval } from "../report/ratioInterval.ts";
import type { Figure, Report } from "../report/Report.ts";
import type { Item } from "../scenarios/Scenario.ts";

/** What each contestant took in each round, in milliseconds, by item; `pg` must be among them. */
export type Times = Partial<Record<Item, Readonly<Record<string, ReadonlyArray<number>>>>>;

export function newReport(times: Times, more: Partial<Report> = {}): Report {
  return {
    results: Object.entries(times).flatMap(([item, byName]) =>
      Object.entries(byName).map(([contestant, own]) =>
        newFigure(item as Item, contestant, own, byName["pg"]!),
      ),
    ),
    curves: [],
    voided: [],
    noiseFloor: Object.keys(times).map((item) => ({
      item: item as Item,
      ratio: { median: 1.02, low: 0.97, high: 1.06 },
    })),
    absent: [],
    roundTripMs: 0,
    isMeasurement: true,
    rounds: 3,
    sizes: fullSizes,
    seed: 1,
    startedAt: "2026-11-01T10:00:00.000Z",
    machine: { platform: "linux 6.1 x64", cpu: "A processor", cores: 4, memoryGb: 16 },
    versions: { node: "24.21.0", kingpost: "0.1.0" },
    server: { version: "18.4", settings: {}, embedded: true },
    commit: "0123456789abcdef",
    load: { before: [0.1, 0.1, 0.1], after: [1.5, 0.9, 0.5] },
    ...more,
  };
}

function newFigure(
  item: Item,
  contestant: string,
  own: ReadonlyArray<number>,
  base: ReadonlyArray<number>,
): Figure {
  return {
    item,
    contestant,
    medianMs: own.toSorted((a, b) => a - b)[Math.floor(own.length / 2)]!,
    ratio: ratioInterval(own, base),
    statements: contestant === "mikro-orm" ? 6 : 4,
    roundTrips: contestant === "kingpost" ? 1 : 4,
    rows: 20,
    sentBytes: 500,
    receivedBytes: 12_345,
    allocatedBytes: 3_000_000,
    heldBytes: 2_000_000,
    cpuMs: 1,
    readMs: 0.5,
    notes: contestant === "kingpost" ? ["It is <quick> & `dirty`."] : [],
    blocks: own.map((workMs) => ({ workMs, cpuMs: 1, readMs: 0.5 })),
  };
}
