// What changed between two runs, and whether it is more than noise. Pure.
import type { Item } from "../scenarios/Scenario.ts";
import { drawer } from "./drawer.ts";
import { median } from "./ratioInterval.ts";
import type { Figure, Report } from "./Report.ts";

export interface Change {
  readonly item: Item;
  readonly contestant: string;
  readonly verdict: "faster" | "slower" | "no difference" | "new" | "gone";
  /** The ratio now by the ratio before, with its 95 % interval; absent where there is nothing to compare. */
  readonly factor:
    | { readonly median: number; readonly low: number; readonly high: number }
    | undefined;
  /** In words: `statements 4 → 5`. Counts have no noise. */
  readonly counts: ReadonlyArray<string>;
}

const resamples = 4_000;

/** In the order of the tables, contestants that are in both runs first. */
export function changesOf(now: Report, before: Report): ReadonlyArray<Change> {
  const earlier = new Map(before.results.map((figure) => [keyOf(figure), figure]));
  const later = new Set(now.results.map(keyOf));
  return [
    ...now.results.map((figure) => {
      const old = earlier.get(keyOf(figure));
      return old === undefined ? lone(figure, "new") : compare(figure, old, now, before);
    }),
    ...before.results
      .filter((figure) => !later.has(keyOf(figure)))
      .map((figure) => lone(figure, "gone")),
  ];
}

function keyOf({ item, contestant }: Figure): string {
  return `${item} ${contestant}`;
}

function lone({ item, contestant }: Figure, verdict: "new" | "gone"): Change {
  return { item, contestant, verdict, factor: undefined, counts: [] };
}

function compare(figure: Figure, old: Figure, now: Report, before: Report): Change {
  const { item, contestant } = figure;
  const factor = factorOf(ratiosOf(figure, now), ratiosOf(old, before));
  // Two processes of one contestant come out as far apart as that without any reason.
  const noise = Math.max(noiseOf(now, item), noiseOf(before, item));
  const isBeyond = (bound: number): boolean => Math.abs(Math.log(bound)) > Math.log(noise);
  const verdict =
    factor.high < 1 && isBeyond(factor.median)
      ? "faster"
      : factor.low > 1 && isBeyond(factor.median)
        ? "slower"
        : "no difference";
  return { item, contestant, verdict, factor, counts: countsOf(figure, old) };
}

/** Of each round; both machines had their own hand-written `pg` in it. */
function ratiosOf({ item, blocks }: Figure, { results }: Report): ReadonlyArray<number> {
  const base = results.find((each) => each.item === item && each.contestant === "pg")?.blocks ?? [];
  return blocks.map(({ workMs }, round) => workMs / (base[round]?.workMs ?? Number.NaN));
}

function factorOf(
  now: ReadonlyArray<number>,
  before: ReadonlyArray<number>,
): NonNullable<Change["factor"]> {
  const draw = drawer();
  const resample = (all: ReadonlyArray<number>): number =>
    median(all.map(() => all[Math.floor(draw() * all.length)] ?? Number.NaN));
  const factors = Array.from(
    { length: resamples },
    () => resample(now) / resample(before),
  ).toSorted((a, b) => a - b);
  return {
    median: median(now) / median(before),
    low: factors[Math.floor(resamples * 0.025)] ?? Number.NaN,
    high: factors[Math.ceil(resamples * 0.975) - 1] ?? Number.NaN,
  };
}

function noiseOf({ noiseFloor }: Report, item: string): number {
  const ratio = noiseFloor.find((each) => each.item === item)?.ratio;
  return ratio === undefined ? 1 : Math.max(ratio.median, 1 / ratio.median);
}

const counted = ["statements", "roundTrips", "rows"] as const;
const words = { statements: "statements", roundTrips: "round trips", rows: "rows" } as const;

function countsOf(now: Figure, before: Figure): ReadonlyArray<string> {
  return counted
    .filter((name) => now[name] !== before[name])
    .map((name) => `${words[name]} ${before[name]} → ${now[name]}`);
}
