// The statistics on figures whose answer is known.
import { describe, expect, it } from "vitest";
import { median, ratioInterval } from "../report/ratioInterval.ts";

describe("median", () => {
  it("is the middle value, whatever the order", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it("is the mean of the two middle values of an even count", () => {
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it("of one value is that value, of none is not a number", () => {
    expect([median([7]), median([])]).toEqual([7, Number.NaN]);
  });
});

describe("ratioInterval", () => {
  it("is exact when every round has the same ratio, however the rounds differ", () => {
    expect(ratioInterval([2, 20, 200], [1, 10, 100])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it("compares round by round: what slows a round down cancels out", () => {
    const base = [10, 10, 10, 40, 10];
    expect(ratioInterval([15, 15, 15, 60, 15], base).median).toBe(1.5);
  });

  it("gives one round no width, since there is nothing to draw from", () => {
    expect(ratioInterval([3], [2])).toEqual({ median: 1.5, low: 1.5, high: 1.5 });
  });

  it("gives the same interval for the same figures", () => {
    const [times, base] = [noisy(20, 2), noisy(20, 1)];
    expect(ratioInterval(times, base)).toEqual(ratioInterval(times, base));
  });

  it("holds the true ratio in about 95 of 100 experiments", () => {
    const held = Array.from({ length: 100 }, (_, n) => {
      const { low, high } = ratioInterval(noisy(15, 2, n), noisy(15, 1, n + 1_000));
      return low <= 2 && 2 <= high;
    }).filter(Boolean);
    expect(held.length).toBeGreaterThanOrEqual(85);
    expect(held.length).toBeLessThanOrEqual(100);
  });

  it("narrows as rounds are added", () => {
    expect(width(100)).toBeLessThan(width(10));
  });
});

function width(rounds: number): number {
  const { low, high } = ratioInterval(noisy(rounds, 2), noisy(rounds, 1, 99));
  return high - low;
}

/** Times around `center` with ±20 % of even noise, the same ones for the same seed. */
function noisy(count: number, center: number, seed = 1): ReadonlyArray<number> {
  let state = seed * 2_654_435_761;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return center * (0.8 + (0.4 * state) / 2 ** 32);
  });
}
