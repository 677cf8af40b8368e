// What is made of a report: changes since an earlier one, a summary, a picture, a page.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { changesOf } from "../report/changesOf.ts";
import { reportPage } from "../report/html/reportPage.ts";
import { insertBetween } from "../report/insertBetween.ts";
import { markdown } from "../report/markdown.ts";
import { performanceTables } from "../report/performanceTables.ts";
import { picture } from "../report/picture.ts";
import { printChanges } from "../report/printChanges.ts";
import { printCurves } from "../report/printCurves.ts";
import { mergeReports, readReport } from "../report/readReport.ts";
import { newReport } from "./newReport.ts";

const folder = mkdtempSync(join(tmpdir(), "kingpost-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const before = newReport({
  W1: {
    pg: [10, 10, 10],
    kingpost: [20, 21, 20],
    "mikro-orm": [50, 51, 52],
    typeorm: [30, 30, 30],
  },
  W2: { pg: [10, 10, 10], kingpost: [20, 20, 20] },
});

describe("what changed between two runs", () => {
  const now = newReport({
    W1: {
      pg: [20, 20, 20],
      kingpost: [30, 30, 31],
      "mikro-orm": [101, 102, 101],
      drizzle: [20, 20, 20],
    },
    W2: { pg: [10, 10, 10], kingpost: [30, 30, 30] },
  });

  it("is said of the ratio, not of the time, when it is more than the noise of both runs", () => {
    expect(
      changesOf(now, before).map(({ item, contestant, verdict }) => [item, contestant, verdict]),
    ).toEqual([
      ["W1", "pg", "no difference"],
      ["W1", "kingpost", "faster"],
      ["W1", "mikro-orm", "no difference"],
      ["W1", "drizzle", "new"],
      ["W2", "pg", "no difference"],
      ["W2", "kingpost", "slower"],
      ["W1", "typeorm", "gone"],
    ]);
  });

  it("is no difference within the noise, however narrow the intervals are", () => {
    const noisy = {
      noiseFloor: [{ item: "W2" as const, ratio: { median: 0.6, low: 0.5, high: 0.7 } }],
    };
    const changes = changesOf({ ...now, ...noisy }, before);
    expect(
      changes.find(({ item, contestant }) => item === "W2" && contestant === "kingpost")?.verdict,
    ).toBe("no difference");
  });

  it("is always said of counts, which have no noise", () => {
    const [figure, ...others] = before.results;
    const more = { ...before, results: [{ ...figure!, statements: 5, roundTrips: 5 }, ...others] };
    expect(printChanges(changesOf(more, before), more, before)).toBe(
      [
        "Since 0123456789:",
        "W1   pg                 no difference  × 1.00 (1.00 – 1.00) statements 4 → 5, round trips 4 → 5",
        "5 figures without a difference beyond noise",
      ].join("\n"),
    );
  });

  it("is one line for what is not in this run, which may not have been asked for", () => {
    const part = newReport({ W2: { pg: [10, 10, 10], kingpost: [20, 20, 20] } });
    const line = "4 figures of that run are not in this one";
    expect(printChanges(changesOf(part, before), part, before)).toBe(
      ["Since 0123456789:", "2 figures without a difference beyond noise", line].join("\n"),
    );
    expect(markdown(part, changesOf(part, before))).toContain(
      `Nothing changed beyond noise.\n\n${line}.\n`,
    );
  });

  it("warns when the machines differ, or when one of the runs was of small tables", () => {
    const other = newReport(
      {},
      { isMeasurement: false, machine: { ...before.machine, cores: 64 } },
    );
    expect(printChanges([], other, before)).toBe(
      [
        "Since 0123456789:",
        "The runs are from different machines: ratios may differ for that reason alone.",
        "One of the runs was of small tables, whose times mean nothing: only its counts do.",
      ].join("\n"),
    );
  });
});

describe("the summary in Markdown", () => {
  it("has the ratios with the best in bold, the counts, what changed, and what it depends on", () => {
    expect(
      markdown(
        before,
        changesOf(before, newReport({ W1: { pg: [10, 10, 10], kingpost: [80, 80, 80] } })),
      ),
    ).toMatchInlineSnapshot(`
      "Time by the time of hand-written \`pg\` in the same round, median over rounds; less is better.

      |  | work | kingpost | mikro-orm | typeorm |
      | --- | --- | ---: | ---: | ---: |
      | W1 | all authors, 1,000 rows | **2.00** | 5.10 | 3.00 |
      | W2 | 100 authors with 1,000 books and 5,000 reviews, as one tree | **2.00** | – | – |
      |  | geometric mean (items) | 2.00 (2) | 5.10 (1) | 3.00 (1) |

      Statements sent (round trips in brackets where they are fewer):

      |  | pg | kingpost | mikro-orm | typeorm |
      | --- | ---: | ---: | ---: | ---: |
      | W1 | 4 | 4 (1) | 6 (4) | 4 |
      | W2 | 4 | 4 (1) | – | – |

      Changed beyond noise:

      - W1 kingpost: faster, × 0.25
      - W1 mikro-orm: new
      - W1 typeorm: new
      - W2 pg: new
      - W2 kingpost: new

      3 rounds; A processor, 4 cores, 16 GB; load 0.10 → 1.50; Node 24.21.0, Postgres 18.4, commit 0123456789.
      "
    `);
  });

  it("keeps what a contestant says within its cell", () => {
    const reason = "it | broke\nthe table";
    const report = {
      ...before,
      voided: [{ item: "W1" as const, contestant: "drizzle", code: "MISMATCH" as const, reason }],
    };
    expect(markdown(report)).toContain(String.raw`- W1 drizzle: no figure. it \| broke the table`);
  });
});

describe("the picture", () => {
  it("shows ours at every item, even where others are faster, and says what it shows", () => {
    const many = newReport({
      W1: { pg: [10], a: [11], b: [12], c: [13], d: [14], e: [15], f: [16], kingpost: [90] },
    });
    const text = picture(many, 3);
    expect([...text.matchAll(/class="name"[^>]*>([^<]+)</g)].map(([, name]) => name)).toEqual([
      "pg",
      "a",
      "b",
      "kingpost",
    ]);
    expect(/<desc[^>]*>([^<]*)</.exec(text)?.[1]).toBe(
      "W1 pg 1.00; W1 a 1.10; W1 b 1.20; W1 c 1.30; W1 d 1.40; W1 e 1.50; W1 f 1.60; W1 kingpost 9.00",
    );
  });
});

describe("what is made of the last committed run", () => {
  const command = fileURLToPath(new URL("../pictures.ts", import.meta.url));
  const run = (...args: ReadonlyArray<string>): readonly [status: number | null, said: string] => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      encoding: "utf8",
    });
    return [status, stdout + stderr];
  };

  it("is up to date: the picture, the README, docs/performance.md", () => {
    const [status, said] = run("--check");
    expect(said.replace(/^There is no committed run.*\n/, "")).toBe("");
    expect(status).toBe(0);
  });

  it("is made anew by one command, which says so when there is no run", () => {
    const root = join(folder, "project");
    const results = join(root, "benchmarks/results");
    mkdirSync(results, { recursive: true });
    mkdirSync(join(root, "docs"));
    expect(run(root)).toEqual([1, expect.stringMatching(/^There is no committed run/)]);
    writeFileSync(join(results, "2026-1.json"), JSON.stringify(before));
    writeFileSync(
      join(results, "2026-2.local.json"),
      JSON.stringify({ ...before, startedAt: "2027" }),
    );
    const small = { ...before, isMeasurement: false, startedAt: "2028" };
    writeFileSync(join(results, "2026-3.json"), JSON.stringify(small));
    writeFileSync(join(results, "other.json"), "{}");
    const pages = {
      "README.md": "A\n<!-- run: picture -->\n<!-- run: picture, end -->\nB\n",
      "docs/performance.md": "C\n<!-- run: tables -->\nold\n<!-- run: tables, end -->\nD\n",
    };
    for (const [path, text] of Object.entries(pages)) writeFileSync(join(root, path), text);
    const files = ["benchmarks/results/ratios.svg", "README.md", "docs/performance.md"];
    const lines = (word: string): string =>
      files.map((file) => `${word}: ${join(root, file)}\n`).join("");
    expect(run(root, "--check")).toEqual([1, lines("not of the last run")]);
    expect(run(root)).toEqual([0, lines("written")]);
    expect(run(root, "--check")).toEqual([0, ""]);
    expect(files.map((file) => readFileSync(join(root, file), "utf8"))).toEqual([
      picture(before),
      "A\n<!-- run: picture -->\n[![Time by the time of hand-written pg, measured 2026-11-01](benchmarks/results/ratios.svg)](docs/performance.md)\n<!-- run: picture, end -->\nB\n",
      `C\n<!-- run: tables -->\n${performanceTables(before).trimEnd()}\n<!-- run: tables, end -->\nD\n`,
    ]);
  });

  it("is refused by a page that has no place for it", () => {
    expect(() => insertBetween("# A\n", "x", "new")).toThrow(
      "The page has no comments <!-- run: x --> and <!-- run: x, end -->.",
    );
  });

  it("has what is over its bar in bold, statements, weights, what studies found and every curve in tables", () => {
    const report = newReport(
      { W1: { pg: [10], kingpost: [13] }, S8: { pg: [190], kingpost: [132] } },
      {
        curves: [
          {
            title: "Distance: W6",
            xLabel: "ms there and back",
            yLabel: "ms",
            xScale: "linear",
            points: [
              { contestant: "kingpost", x: 0, y: 10 },
              { contestant: "kingpost", x: 5.25, y: 31.4 },
            ],
          },
        ],
      },
    );
    const weight = { heap: 210.4, buffers: 189, heapAfterReading: 220, buffersAfterReading: 189 };
    const [first, ours, ...rest] = report.results;
    const results = [
      first!,
      { ...ours!, weight },
      ...rest.map((figure) => ({ ...figure, facts: { "lines of model": 55 } })),
    ];
    expect(performanceTables({ ...report, results })).toMatchInlineSnapshot(`
      "Measured 2026-11-01, commit 0123456789: 3 rounds, A processor, 4 cores, 16 GB, load 0.10 before and 1.50 after, Node 24.21.0, Postgres 18.4.
      Ratio of time to hand-written \`pg\` in the same round, median, for Kingpost with its 95 % interval; S7 is processor time of \`tsc\`, S8 lines. \`pg\` against itself: 1.02 to 1.02. In bold what is over its bar.

      | item | bar | Kingpost |
      | --- | ---: | ---: |
      | W1 all authors, 1,000 rows | 1.2 | **1.30 (1.30–1.30)** |
      | S8 lines that a person writes for the same small application |  | 0.69 (0.69–0.69) |

      Statements of one piece of work, round trips in brackets where they are fewer:

      | item | Kingpost | pg |
      | --- | ---: | ---: |
      | W1 | 4 (1) | 4 |

      W10, bytes per entity after garbage collection (Kingpost at most 280 of heap after the load):

      |  | heap | buffers | heap, every field read | buffers, every field read |
      | --- | ---: | ---: | ---: | ---: |
      | kingpost | 210 | 189 | 220 | 189 |

      S8, lines that a person writes for the same small application:

      |  | lines | lines of model |
      | --- | ---: | ---: |
      | pg | 190 | 55 |
      | kingpost | 132 | 55 |

      Distance: W6 (ms):

      | ms there and back | kingpost |
      | --- | ---: |
      | 0 | 10.0 |
      | 5.3 | 31.4 |
      "
    `);
  });
});

describe("reports of earlier runs", () => {
  it("are put together: each item is of the first that has it", () => {
    const curve = {
      title: "Growth",
      xLabel: "rows",
      yLabel: "µs",
      xScale: "log" as const,
      points: [],
    };
    const all = mergeReports([
      newReport({ W1: { pg: [1] } }),
      newReport({ W1: { pg: [2], kingpost: [2] }, W3: { pg: [3] } }, { curves: [curve] }),
    ]);
    expect(
      all.results.map(({ item, contestant, medianMs }) => [item, contestant, medianMs]),
    ).toEqual([
      ["W1", "pg", 1],
      ["W3", "pg", 3],
    ]);
    expect(all.curves).toEqual([curve]);
  });

  it("are refused when they are something else", () => {
    const file = join(folder, "other.json");
    writeFileSync(file, "{}");
    expect(() => readReport(file)).toThrow(`${file} is not what --json of a run has written.`);
    expect(() => readReport(join(folder, "none.json"))).toThrow(/none\.json cannot be read/);
  });
});

describe("curves", () => {
  it("are a table for the terminal", () => {
    const points = [
      { contestant: "kingpost", x: 0.1, y: 10 },
      { contestant: "pg", x: 0.1, y: 9 },
      { contestant: "kingpost", x: 5, y: 25.5 },
    ];
    expect(
      printCurves([
        { title: "Distance: W6", xLabel: "ms", yLabel: "ms", xScale: "linear", points },
      ]),
    ).toBe(
      [
        "Distance: W6",
        "  ms  kingpost, ms  pg, ms",
        "0.10         10.00    9.00",
        "5.00         25.50       –",
      ].join("\n"),
    );
  });
});

describe("the page", () => {
  it("needs nothing from elsewhere, and shows what contestants say as text", () => {
    const page = reportPage({
      report: before,
      changes: [],
      sourceOf: (item, contestant) => `// ${item} ${contestant} </script>`,
    });
    expect(page.match(/(?:src|href)="(?!#)[^"]*"|url\(|@import/g)).toBeNull();
    expect(page).toContain('<li id="note-1">It is &lt;quick&gt; &amp; <code>dirty</code>.</li>');
    expect(page).toContain("// W1 kingpost &lt;/script&gt;");
  });
});
