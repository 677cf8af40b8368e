// The report as a summary for a pull request or a README. Pure.
import { findScenario } from "../scenarios/findScenario.ts";
import type { Change } from "./changesOf.ts";
import { geometricMeans } from "./geometricMeans.ts";
import { namesIn } from "./namesIn.ts";
import { goneLine } from "./printChanges.ts";
import type { Figure, Report } from "./Report.ts";
import { wordOf } from "./wordOf.ts";

/** @param changes since an earlier run, when there is one */
export function markdown(report: Report, changes: ReadonlyArray<Change> = []): string {
  const { results, machine, versions, server, commit, load, rounds } = report;
  const items = [...new Set(results.map(({ item }) => item))];
  const names = namesIn(report).filter((name) => name !== "pg");
  const find = (item: string, name: string): Figure | undefined =>
    results.find((each) => each.item === item && each.contestant === name);
  const means = geometricMeans(report);
  const gone = changes.filter(({ verdict }) => verdict === "gone").length;
  const told = changes.filter(
    ({ verdict, counts }) =>
      verdict !== "gone" && (verdict !== "no difference" || counts.length > 0),
  );
  return [
    "Time by the time of hand-written `pg` in the same round, median over rounds; less is better.",
    "",
    row(["", "work", ...names]),
    row(["---", "---", ...names.map(() => "---:")]),
    ...items.map((item) => {
      const ratios = names.map((name) => find(item, name)?.ratio.median);
      const best = Math.min(...ratios.filter((ratio) => ratio !== undefined));
      return row([
        item,
        findScenario(item).title,
        ...ratios.map((ratio) =>
          ratio === undefined ? "–" : ratio === best ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2),
        ),
      ]);
    }),
    row([
      "",
      "geometric mean (items)",
      ...names.map((name) => {
        const mean = means.find(({ contestant }) => contestant === name);
        return mean === undefined ? "–" : `${mean.ratio.toFixed(2)} (${mean.items})`;
      }),
    ]),
    "",
    "Statements sent (round trips in brackets where they are fewer):",
    "",
    row(["", "pg", ...names]),
    row(["---", ...["pg", ...names].map(() => "---:")]),
    ...items.map((item) =>
      row([
        item,
        ...["pg", ...names].map((name) => {
          const figure = find(item, name);
          if (figure === undefined) return "–";
          const { statements, roundTrips } = figure;
          return roundTrips < statements ? `${statements} (${roundTrips})` : `${statements}`;
        }),
      ]),
    ),
    "",
    ...servedTable(results),
    ...(changes.length === 0
      ? []
      : [
          told.length === 0 ? "Nothing changed beyond noise." : "Changed beyond noise:",
          "",
          ...told.map(
            ({ item, contestant, verdict, factor, counts }) =>
              `- ${item} ${contestant}: ${[wordOf(item, verdict), ...(factor === undefined ? [] : [`× ${factor.median.toFixed(2)}`]), ...counts].join(", ")}`,
          ),
          ...(told.length === 0 ? [] : [""]),
          ...(gone > 0 ? [`${goneLine(gone)}.`, ""] : []),
        ]),
    ...report.voided.map(
      ({ item, contestant, reason }) => `- ${item} ${contestant}: no figure. ${cell(reason)}`,
    ),
    ...(report.isMeasurement ? [] : ["**Small tables: these times mean nothing.**", ""]),
    `${rounds} rounds; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; load ${load.before[0]?.toFixed(2)} → ${load.after[0]?.toFixed(2)}; ` +
      `Node ${versions["node"]}, Postgres ${server.version}${commit === undefined ? "" : `, commit ${commit.slice(0, 10)}`}.`,
    "",
  ].join("\n");
}

/** Requests over HTTP, where there are any. */
function servedTable(results: ReadonlyArray<Figure>): ReadonlyArray<string> {
  const lines = results.flatMap(({ item, contestant, medianMs, cpuMs, latency }) =>
    latency === undefined
      ? []
      : row([
          item,
          contestant,
          (1_000 / medianMs).toFixed(0),
          latency.p50Ms.toFixed(1),
          latency.p99Ms.toFixed(1),
          cpuMs.toFixed(3),
        ]),
  );
  if (lines.length === 0) return [];
  return [
    "Requests over HTTP by 10 connections; processor time is the server's for one request:",
    "",
    row(["", "", "requests/s", "p50 ms", "p99 ms", "cpu ms"]),
    row(["---", "---", "---:", "---:", "---:", "---:"]),
    ...lines,
    "",
  ];
}

function row(cells: ReadonlyArray<string>): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

function cell(text: string): string {
  return text.replaceAll(/[|\\]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, " ");
}
