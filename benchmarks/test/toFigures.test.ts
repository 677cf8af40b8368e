// From blocks to figures, and from a report to its table.
import { describe, expect, it } from "vitest";
import { fullSizes } from "../fixtures/Sizes.ts";
import { printReport } from "../report/printReport.ts";
import { toFigures } from "../report/toFigures.ts";
import type { ItemRun } from "../runner/runItem.ts";

const counts = {
  statements: 1,
  roundTrips: 1,
  rows: 1_000,
  sentBytes: 50,
  receivedBytes: 90_000,
  allocatedBytes: 300_000,
  heldBytes: 200_000,
};

function run(
  contestant: string,
  times: ReadonlyArray<number>,
  more: Partial<ItemRun> = {},
): ItemRun {
  const blocks = times.map((workMs) => ({ workMs, cpuMs: workMs / 2, readMs: 1 }));
  return { contestant, notes: [], counts, blocks, failure: undefined, ...more };
}

describe("toFigures", () => {
  it("gives each contestant its median and its ratio to pg in the same rounds", () => {
    const { results, voided, noiseFloor } = toFigures("W1", [
      run("pg", [10, 20, 30]),
      run("pg again", [10, 20, 30]),
      run("other", [20, 40, 60], { notes: ["A note."] }),
    ]);
    const same = { median: 1, low: 1, high: 1 };
    expect(results.map(({ blocks: _blocks, ...figure }) => figure)).toEqual([
      {
        item: "W1",
        contestant: "pg",
        medianMs: 20,
        ratio: same,
        ...counts,
        cpuMs: 10,
        readMs: 1,
        notes: [],
      },
      {
        item: "W1",
        contestant: "other",
        medianMs: 40,
        ratio: { median: 2, low: 2, high: 2 },
        ...counts,
        cpuMs: 20,
        readMs: 1,
        notes: ["A note."],
      },
    ]);
    expect([voided, noiseFloor]).toEqual([[], [{ item: "W1", ratio: same }]]);
  });

  it("gives no figure to a contestant that answered wrongly, and says why", () => {
    const failure = { code: "MISMATCH", reason: "expected 2 records, but got 1" } as const;
    const { results, voided } = toFigures("W1", [run("pg", [1]), run("other", [1], { failure })]);
    expect(results.map(({ contestant }) => contestant)).toEqual(["pg"]);
    expect(voided).toEqual([{ item: "W1", contestant: "other", ...failure }]);
  });

  it("gives nobody a figure when pg has none", () => {
    const failure = { code: "CONTESTANT_FAILED", reason: "its process ended with 1" } as const;
    const { results, voided } = toFigures("W1", [run("pg", [], { failure }), run("other", [1])]);
    expect(results).toEqual([]);
    expect(voided.map(({ contestant, reason }) => [contestant, reason])).toEqual([
      ["pg", "its process ended with 1"],
      ["other", "there is no figure for pg to compare with"],
    ]);
  });
});

describe("printReport", () => {
  it("shows wins, losses, void figures, notes and the noise floor", () => {
    const parts = toFigures("W1", [
      run("pg", [10, 10]),
      run("pg again", [10, 11]),
      run("slower", [25, 25], { notes: ["Slow by choice."] }),
      run("faster", [8, 8], { notes: ["Slow by choice.", "Fast by luck."] }),
      run("wrong", [1, 1], { failure: { code: "MISMATCH", reason: "expected a, but got b" } }),
    ]);
    const text = printReport({
      ...parts,
      curves: [],
      absent: [{ contestant: "prisma", reason: "no registry" }],
      roundTripMs: 5.2,
      isMeasurement: true,
      rounds: 2,
      sizes: fullSizes,
      seed: 1,
      startedAt: "2026-11-24T00:00:00.000Z",
      machine: { platform: "linux", cpu: "A processor", cores: 2, memoryGb: 8 },
      versions: { node: "24.21.0" },
      server: { version: "18.4", settings: { fsync: "on" }, embedded: true },
      commit: "0123456789abcdef",
      load: { before: [0.5, 0, 0], after: [1.5, 0, 0] },
    });
    expect(text).toMatchInlineSnapshot(`
      "W1  all authors, 1,000 rows
                       ms  ratio  95 % interval  beside pg  statements  round trips  rows  sent  received  allocated      held  cpu ms  read ms  server ms
      pg            10.00   1.00    1.00 – 1.00          –           1            1  1000  50 B   90.0 kB   300.0 kB  200.0 kB    5.00     1.00          –
      slower 1)     25.00   2.50    2.50 – 2.50     slower           1            1  1000  50 B   90.0 kB   300.0 kB  200.0 kB   12.50     1.00          –
      faster 1) 2)   8.00   0.80    0.80 – 0.80     faster           1            1  1000  50 B   90.0 kB   300.0 kB  200.0 kB    4.00     1.00          –
      wrong  no figure: expected a, but got b
      noise: pg against itself 1.05 (1.00 – 1.10); a difference of 7.0 % is found in 80 of 100 runs

      Geometric mean of the ratios, and Kingpost's over the same items
      slower    1 item     2.50        –
      faster    1 item     0.80        –

      1) Slow by choice.
      2) Fast by luck.
      ratio: time by the time of hand-written pg in the same round, median over rounds. read ms: reading every field afterwards.
      allocated, held: bytes of the heap that a piece of work takes, and that its result keeps. server ms: what Postgres itself says that planning and executing took.
      prisma did not take part: no registry
      The server is 5.20 ms away, there and back.
      2 rounds, A processor, 2 cores, 8 GB, load 0.50 → 1.50
      node 24.21.0, postgres 18.4, fsync on, commit 0123456789"
    `);
  });
});
