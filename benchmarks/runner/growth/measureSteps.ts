// One work item at growing sizes, and what one unit of it costs at each.
import type { Sizes } from "../../fixtures/Sizes.ts";
import type { Curve, Figure, Report } from "../../report/Report.ts";
import type { Item } from "../../scenarios/Scenario.ts";
import type { Options } from "../parseOptions.ts";
import { runBench } from "../runBench.ts";

export interface StepsOptions extends Pick<
  Options,
  "rounds" | "quick" | "contestants" | "roundTripMs"
> {
  readonly item: Item;
  readonly steps: ReadonlyArray<number>;
  readonly sizesOf: (step: number) => Sizes;
  readonly curves: {
    readonly xLabel: string;
    readonly what: string;
    /** Whether reading every field afterwards is a curve of its own. */
    readonly withReading: boolean;
  };
}

export interface StepsRun {
  readonly curves: ReadonlyArray<Curve>;
  /** Of the last step. */
  readonly report: Report;
}

export async function measureSteps(
  { item, steps, sizesOf, curves, ...options }: StepsOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<StepsRun> {
  const figures: Array<{ readonly x: number; readonly figure: Figure }> = [];
  let report: Report | undefined;
  for (const x of steps) {
    say(`${x.toLocaleString("en")} ${curves.xLabel}`);
    const contestants = options.contestants ?? ["kingpost"];
    report = await runBench(
      { ...options, contestants, items: [item], sizes: sizesOf(x) },
      say,
      signal,
    );
    for (const figure of report.results) figures.push({ x, figure });
  }
  const curve = (title: string, ms: (figure: Figure) => number): Curve => ({
    title,
    xLabel: curves.xLabel,
    yLabel: "µs each",
    xScale: "log",
    points: figures.map(({ x, figure }) => ({
      contestant: figure.contestant,
      x,
      y: (ms(figure) * 1_000) / x,
    })),
  });
  return {
    curves: [
      curve(`Growth: ${curves.what}`, ({ medianMs }) => medianMs),
      curve(`Growth: processor time of the client, ${curves.what}`, ({ cpuMs }) => cpuMs),
      ...(curves.withReading
        ? [
            curve(
              `Growth: ${curves.what}, every field read`,
              ({ medianMs, readMs }) => medianMs + readMs,
            ),
          ]
        : []),
    ],
    report: report!,
  };
}
