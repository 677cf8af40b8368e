// The words and the means of the report on figures whose answer is known.
import { describe, expect, it } from "vitest";
import { geometricMeans } from "../report/geometricMeans.ts";
import { leastDifference, verdictOf } from "../report/verdictOf.ts";
import { wordOf } from "../report/wordOf.ts";
import { newReport } from "./newReport.ts";

const noise = { median: 1, low: 0.92, high: 1.1 };

describe("verdictOf", () => {
  it("says a word only where the interval leaves 1 out and pg against itself does not come as far", () => {
    const words = [
      { median: 0.5, low: 0.4, high: 0.6 },
      { median: 2, low: 1.5, high: 2.5 },
      { median: 0.9, low: 0.7, high: 1.05 },
      { median: 1.08, low: 1.05, high: 1.12 },
      { median: 0.95, low: 0.94, high: 0.96 },
    ].map((ratio) => verdictOf(ratio, noise));
    expect(words).toEqual([
      "faster",
      "slower",
      "indistinguishable",
      "indistinguishable",
      "indistinguishable",
    ]);
  });

  it("needs no noise floor for a word", () => {
    expect(verdictOf({ median: 1.08, low: 1.05, high: 1.12 })).toBe("slower");
  });
});

describe("wordOf", () => {
  it("calls lines fewer or more and what the compiler computes less or more, where time is faster or slower", () => {
    const words = (["W1", "S6", "S7", "S8"] as const).map((item) =>
      (["faster", "slower", "indistinguishable"] as const).map((verdict) => wordOf(item, verdict)),
    );
    expect(words).toEqual([
      ["faster", "slower", "indistinguishable"],
      ["faster", "slower", "indistinguishable"],
      ["less", "more", "indistinguishable"],
      ["fewer", "more", "indistinguishable"],
    ]);
  });
});

describe("leastDifference", () => {
  it("grows with the noise, and is nothing where there is no interval", () => {
    const wide = leastDifference({ median: 1, low: 0.9, high: 1.1 })!;
    const narrow = leastDifference({ median: 1, low: 0.98, high: 1.02 })!;
    expect([wide.toFixed(2), narrow.toFixed(2)]).toEqual(["0.15", "0.03"]);
    expect(leastDifference({ median: 1.2, low: 1.2, high: 1.2 })).toBe(undefined);
  });
});

describe("geometricMeans", () => {
  it("are of the items that a contestant has, with Kingpost's over the same", () => {
    const report = newReport({
      W1: { pg: [10, 10, 10], kingpost: [5, 5, 5], "mikro-orm": [40, 40, 40] },
      W2: { pg: [10, 10, 10], kingpost: [20, 20, 20], "mikro-orm": [90, 90, 90] },
      W3: { pg: [10, 10, 10], kingpost: [10, 10, 10] },
    });
    expect(
      geometricMeans(report).map(({ ratio, kingpost, ...rest }) => ({
        ...rest,
        ratio: ratio.toFixed(3),
        kingpost: kingpost?.toFixed(3),
      })),
    ).toEqual([
      { contestant: "kingpost", items: 3, ratio: "1.000", kingpost: "1.000" },
      { contestant: "mikro-orm", items: 2, ratio: "6.000", kingpost: "1.000" },
    ]);
  });
});
