// How fast something grows, and when that may be chance.
import { describe, expect, it } from "vitest";
import { slopeOf } from "../soak/slopeOf.ts";

describe("slopeOf", () => {
  it("is that of the line, with an interval of nothing where all points are on it", () => {
    const points = [0, 1, 2, 3, 4].map((x) => [x, 50 + 2 * x] as const);
    expect(slopeOf(points)).toEqual({ slope: 2, low: 2, high: 2 });
  });

  it("has an interval around nothing where values only go up and down", () => {
    const points = Array.from({ length: 30 }, (_, x) => [x / 3, 60 + (x % 2)] as const);
    const { slope, low, high } = slopeOf(points);
    expect([low < 0, high > 0, Math.abs(slope) < 0.05]).toEqual([true, true, true]);
  });

  it("has an interval above nothing where they grow as well", () => {
    const points = Array.from({ length: 30 }, (_, x) => [x / 3, 60 + (x % 2) + x / 2] as const);
    const { low, high } = slopeOf(points);
    // One and a half a minute.
    expect([low > 1, high < 2]).toEqual([true, true]);
  });
});
