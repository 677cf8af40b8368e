// The tables of docs/performance.md, from one run. Pure.
import { findScenario } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { bars } from "./bars.ts";
import { namesIn } from "./namesIn.ts";
import type { Curve, Figure, Report } from "./Report.ts";

export function performanceTables(report: Report): string {
  const { results, rounds, machine, versions, server, load, startedAt, commit } = report;
  const others = namesIn(report).filter((name) => name !== "kingpost" && name !== "pg");
  const listed = [...new Set(results.map(({ item }) => item))];
  const find = (item: Item, name: string): Figure | undefined =>
    results.find((each) => each.item === item && each.contestant === name);
  const noise = report.noiseFloor.map(({ ratio }) => ratio.median);
  return [
    `Measured ${startedAt.slice(0, 10)}${commit === undefined ? "" : `, commit ${commit.slice(0, 10)}`}: ${rounds} rounds, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, load ${load.before[0]?.toFixed(2)} before and ${load.after[0]?.toFixed(2)} after, Node ${versions["node"]}, Postgres ${server.version}.`,
    `Ratio of time to hand-written \`pg\` in the same round, median, for Kingpost with its 95 % interval; S7 is processor time of \`tsc\`, S8 lines. \`pg\` against itself: ${fixed(Math.min(...noise))} to ${fixed(Math.max(...noise))}. In bold what is over its bar.`,
    "",
    ...table([
      ["item", "bar", "Kingpost", ...others],
      ...listed.map((item) => [
        `${item} ${findScenario(item).title}`,
        bars[item] === undefined ? "" : String(bars[item]),
        ours(find(item, "kingpost"), bars[item]),
        ...others.map((name) => short(find(item, name)?.ratio.median)),
      ]),
    ]),
    "",
    "Statements of one piece of work, round trips in brackets where they are fewer:",
    "",
    ...table([
      ["item", "Kingpost", "pg", ...others],
      ...listed
        .filter((item) => findScenario(item).study === undefined)
        .map((item) => [
          item,
          ...["kingpost", "pg", ...others].map((name) => sent(find(item, name))),
        ]),
    ]),
    ...weights(results),
    ...listed
      .filter((item) => results.some((each) => each.item === item && each.facts !== undefined))
      .flatMap((item) => factsOf(item, results)),
    ...report.curves.flatMap(curveOf),
    "",
  ].join("\n");
}

function ours(figure: Figure | undefined, bar: number | undefined): string {
  if (figure === undefined) return "–";
  const { median, low, high } = figure.ratio;
  const text = `${fixed(median)} (${fixed(low)}–${fixed(high)})`;
  return bar !== undefined && median > bar ? `**${text}**` : text;
}

function sent(figure: Figure | undefined): string {
  if (figure === undefined) return "–";
  const { statements, roundTrips } = figure;
  return roundTrips < statements ? `${statements} (${roundTrips})` : String(statements);
}

function weights(results: ReadonlyArray<Figure>): ReadonlyArray<string> {
  const weighed = results.filter(({ weight }) => weight !== undefined);
  if (weighed.length === 0) return [];
  return [
    "",
    "W10, bytes per entity after garbage collection (Kingpost at most 280 of heap after the load):",
    "",
    ...table([
      ["", "heap", "buffers", "heap, every field read", "buffers, every field read"],
      ...weighed.map(({ contestant, weight }) => [
        contestant,
        ...[
          weight!.heap,
          weight!.buffers,
          weight!.heapAfterReading,
          weight!.buffersAfterReading,
        ].map((bytes) => bytes.toFixed(0)),
      ]),
    ]),
  ];
}

function factsOf(item: Item, results: ReadonlyArray<Figure>): ReadonlyArray<string> {
  const figures = results.filter((each) => each.item === item && each.facts !== undefined);
  const { title, unit = "ms" } = findScenario(item);
  const names = Object.keys(figures[0]!.facts!);
  return [
    "",
    `${item}, ${title}:`,
    "",
    ...table([
      ["", unit, ...names],
      ...figures.map(({ contestant, medianMs, facts }) => [
        contestant,
        count(medianMs),
        ...names.map((name) => count(facts![name])),
      ]),
    ]),
  ];
}

function curveOf({ title, xLabel, yLabel, points }: Curve): ReadonlyArray<string> {
  const names = [...new Set(points.map(({ contestant }) => contestant))];
  const xs = [...new Set(points.map(({ x }) => x))];
  return [
    "",
    `${title} (${yLabel}):`,
    "",
    ...table([
      [xLabel, ...names],
      ...xs.map((x) => [
        x.toLocaleString("en", { maximumFractionDigits: 1 }),
        ...names.map((name) =>
          short(points.find((each) => each.contestant === name && each.x === x)?.y),
        ),
      ]),
    ]),
  ];
}

function table(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const [head = [], ...lines] = rows.map((cells) =>
    cells.map((cell) => cell.replaceAll("|", String.raw`\|`)),
  );
  return [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...lines].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
}

function fixed(value: number): string {
  return value.toFixed(2);
}

/** Three digits: nobody is slower by 103.47. */
function short(value: number | undefined): string {
  if (value === undefined) return "–";
  return value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0);
}

function count(value: number | undefined): string {
  if (value === undefined) return "–";
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
}
