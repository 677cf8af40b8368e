// The statistics of the report: medians, and how sure one may be of a median of ratios.
import { drawer } from "./drawer.ts";

/** The middle value; the mean of the two middle ones for an even count. NaN for none. */
export function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** A median of ratios with its 95 % interval. */
export interface RatioInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 10_000;

/**
 * The median over rounds of `times[n] / base[n]`, with its 95 % bootstrap interval (percentiles of the medians of 10,000
 * resamples). Both lists hold one figure per round, so that what disturbed a round disturbs both sides of its ratio. The
 * same figures always give the same interval.
 *
 * @example
 * ratioInterval([2, 4, 6], [1, 2, 3]); // { median: 2, low: 2, high: 2 }
 */
export function ratioInterval(
  times: ReadonlyArray<number>,
  base: ReadonlyArray<number>,
): RatioInterval {
  const ratios = times.map((time, round) => time / (base[round] ?? Number.NaN));
  const draw = drawer();
  const medians = Array.from({ length: resamples }, () =>
    median(ratios.map(() => ratios[Math.floor(draw() * ratios.length)] ?? Number.NaN)),
  ).toSorted((a, b) => a - b);
  return {
    median: median(ratios),
    low: medians[Math.floor(resamples * 0.025)] ?? Number.NaN,
    high: medians[Math.ceil(resamples * 0.975) - 1] ?? Number.NaN,
  };
}
