// What a row costs, by how many rows there are: W1 on ever larger tables.
import { fullSizes, type Sizes } from "../fixtures/Sizes.ts";
import type { Figure, Report } from "../report/Report.ts";
import type { Options } from "./parseOptions.ts";
import { runBench } from "./runBench.ts";

/** The cost of reading so many rows, per row, for one contestant. */
export interface CurvePoint {
  readonly rows: number;
  readonly contestant: string;
  /** Microseconds per row: the work, then reading every field. */
  readonly workUs: number;
  readonly readUs: number;
  readonly ratio: Figure["ratio"];
}

const steps = [1_000, 5_000, 20_000, 50_000, 100_000, 200_000];

export interface GrowthRun {
  /** In the order of the numbers of rows. */
  readonly points: ReadonlyArray<CurvePoint>;
  /** Without figures of its own: the curves and what they depend on. */
  readonly report: Report;
}

export async function runCurve(
  options: Pick<Options, "rounds" | "quick" | "contestants" | "roundTripMs">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<GrowthRun> {
  const points: CurvePoint[] = [];
  let last: Report | undefined;
  for (const rows of options.quick ? [10, 20] : steps) {
    say(`${rows} rows`);
    last = await runBench(
      {
        ...options,
        contestants: options.contestants ?? ["kingpost"],
        items: ["W1"],
        sizes: sizesOf(rows),
      },
      say,
      signal,
    );
    for (const { contestant, medianMs, readMs, ratio } of last.results)
      points.push({
        rows,
        contestant,
        workUs: (medianMs * 1000) / rows,
        readUs: (readMs * 1000) / rows,
        ratio,
      });
  }
  return { points, report: { ...last!, ...noFigures, curves: curvesOf(points) } };
}

const noFigures = { results: [], noiseFloor: [] } as const;

function curvesOf(points: ReadonlyArray<CurvePoint>): Report["curves"] {
  const curve = (title: string, y: (point: CurvePoint) => number): Report["curves"][number] => ({
    title,
    xLabel: "rows",
    yLabel: "µs a row",
    xScale: "log",
    points: points.map((point) => ({ contestant: point.contestant, x: point.rows, y: y(point) })),
  });
  return [
    curve("Growth: what a row costs to load, by the number of rows (W1)", ({ workUs }) => workUs),
    curve(
      "Growth: what a row costs to load and to read every field of (W1)",
      ({ workUs, readUs }) => workUs + readUs,
    ),
  ];
}

/** Text of several lines. */
export function printCurve(points: ReadonlyArray<CurvePoint>): string {
  const lines = points.map(({ rows, contestant, workUs, readUs, ratio }) =>
    [
      String(rows).padStart(8),
      contestant.padEnd(12),
      `${workUs.toFixed(2)} µs a row`.padStart(16),
      `${readUs.toFixed(2)} µs to read it`.padStart(20),
      `ratio ${ratio.median.toFixed(2)}`,
    ].join("  "),
  );
  return ["What a row costs, by the number of rows (W1)", ...lines].join("\n");
}

/** Authors alone: the other tables have nothing to do with it. */
function sizesOf(authors: number): Sizes {
  return {
    ...fullSizes,
    authors,
    booksPerAuthor: 0,
    treeAuthors: 0,
    finds: 0,
    loads: 0,
    newAuthors: 0,
    reloadedAuthors: 0,
  };
}
