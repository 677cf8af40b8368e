// What a ratio says in a word, and what it could have said. Pure.
import type { RatioInterval } from "./ratioInterval.ts";

export type Verdict = "faster" | "slower" | "indistinguishable";

/**
 * Beside hand-written `pg`: a word only where the interval leaves 1 out, and where `pg` against itself does not come out as far apart.
 *
 * @example
 * verdictOf({ median: 1.4, low: 1.3, high: 1.5 }, { median: 1, low: 0.95, high: 1.05 }); // "slower"
 */
export function verdictOf({ median, low, high }: RatioInterval, noise?: RatioInterval): Verdict {
  if (high < 1 && median < Math.min(1, noise?.low ?? 1)) return "faster";
  if (low > 1 && median > Math.max(1, noise?.high ?? 1)) return "slower";
  return "indistinguishable";
}

/** Quantiles of the normal distribution: for an interval of 95 %, and to find what is there in 80 of 100 runs. */
const sure = 1.96;
const found = 0.84;

/**
 * The least difference from `pg` that a run with so much noise finds in 80 of 100 times, as a part of the time: 0.06 is 6 %. From the
 * interval of `pg` against itself, on the scale of logarithms. Nothing where there are too few rounds for an interval.
 */
export function leastDifference({ low, high }: RatioInterval): number | undefined {
  const error = Math.log(high / low) / (2 * sure);
  return error > 0 ? Math.exp((sure + found) * error) - 1 : undefined;
}
