// The report as a table for the terminal. Nothing is left out of it, and losses look like wins. Pure.
import { findScenario } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { bytes } from "./bytes.ts";
import { geometricMeans } from "./geometricMeans.ts";
import type { RatioInterval } from "./ratioInterval.ts";
import type { Figure, Report } from "./Report.ts";
import { leastDifference, verdictOf } from "./verdictOf.ts";
import { wordOf } from "./wordOf.ts";

const heads = [
  "",
  "ms",
  "ratio",
  "95 % interval",
  "beside pg",
  "statements",
  "round trips",
  "rows",
  "sent",
  "received",
  "allocated",
  "held",
  "cpu ms",
  "read ms",
  "server ms",
];

/** Bytes per object of the result, where it is weighed. */
const weightHeads = ["heap", "buffers", "heap read", "buffers read"];

/** Where the work is requests over HTTP. */
const latencyHeads = ["requests/s", "p50 ms", "p99 ms"];

/** Text of several lines, without a line break at the end. */
export function printReport(report: Report): string {
  const notes: Array<string> = [];
  const listed = new Set([...report.results, ...report.voided].map(({ item }) => item));
  const tables = [...listed].map((item) => printItem(report, item, notes));
  const { machine, versions, server, load } = report;
  return [
    ...tables,
    ...printMeans(report),
    ...notes.map((note, n) => `${n + 1}) ${note}`),
    "ratio: time by the time of hand-written pg in the same round, median over rounds. read ms: reading every field afterwards.",
    "allocated, held: bytes of the heap that a piece of work takes, and that its result keeps. server ms: what Postgres itself says that planning and executing took.",
    ...(report.server.noServerTime === undefined
      ? []
      : [`There is no server ms: ${report.server.noServerTime}`]),
    ...(report.results.some(({ weight }) => weight !== undefined)
      ? [
          "heap, buffers: bytes per object after garbage collection, within V8's heap and outside of it; read: after every field was read.",
        ]
      : []),
    ...(report.results.some(({ latency }) => latency !== undefined)
      ? [
          "requests/s, p50, p99: over HTTP, from a process beside the server's, by 10 connections; ms and cpu ms are those of the server for one request. Where there are two cores the load generator and Postgres share one of them: processor time says more than time.",
        ]
      : []),
    ...report.absent.map(({ contestant, reason }) => `${contestant} did not take part: ${reason}`),
    ...(report.roundTripMs > 0
      ? [`The server is ${number(report.roundTripMs)} ms away, there and back.`]
      : []),
    ...(report.isMeasurement
      ? []
      : ["These sizes are for checking that the contestants are right. Their times mean nothing."]),
    `${report.rounds} rounds, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, load ${number(load.before[0])} → ${number(load.after[0])}`,
    `${Object.entries({ ...versions, postgres: server.version, ...server.settings })
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}${report.commit === undefined ? "" : `, commit ${report.commit.slice(0, 10)}`}`,
  ].join("\n");
}

function printItem(report: Report, item: Item, notes: Array<string>): string {
  const figures = report.results.filter((figure) => figure.item === item);
  const floor = report.noiseFloor.find((noise) => noise.item === item);
  const lines = figures.map((figure) => [
    figure.contestant + marks(figure.notes, notes),
    number(figure.medianMs),
    number(figure.ratio.median),
    interval(figure.ratio),
    figure.contestant === "pg" ? "–" : wordOf(item, verdictOf(figure.ratio, floor?.ratio)),
    String(figure.statements),
    String(figure.roundTrips),
    String(figure.rows),
    bytes(figure.sentBytes),
    bytes(figure.receivedBytes),
    bytes(figure.allocatedBytes),
    bytes(figure.heldBytes),
    figure.latency === undefined ? number(figure.cpuMs) : figure.cpuMs.toFixed(3),
    number(figure.readMs),
    figure.serverMs === undefined ? "–" : number(figure.serverMs),
    ...weightCells(figure),
    ...latencyCells(figure),
    ...Object.values(figure.facts ?? {}).map((fact) => fact.toFixed(fact < 100 ? 1 : 0)),
  ]);
  const isWeighed = figures.some(({ weight }) => weight !== undefined);
  const isServed = figures.some(({ latency }) => latency !== undefined);
  const { title, unit = "ms" } = findScenario(item);
  const columns = [
    ...heads.with(1, unit),
    ...(isWeighed ? weightHeads : []),
    ...(isServed ? latencyHeads : []),
    ...Object.keys(figures[0]?.facts ?? {}),
  ];
  const widths = columns.map((head, column) =>
    Math.max(head.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const align = (line: ReadonlyArray<string>): string =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [
    `${item}  ${title}`,
    ...(lines.length === 0 ? [] : [align(columns), ...lines.map(align)]),
    ...report.voided
      .filter((entry) => entry.item === item)
      .map(({ contestant, reason }) => `${contestant}  no figure: ${reason}`),
    ...(floor === undefined
      ? []
      : [
          `noise: pg against itself ${number(floor.ratio.median)} (${interval(floor.ratio)})${visible(floor.ratio)}`,
        ]),
    "",
  ].join("\n");
}

function visible(floor: RatioInterval): string {
  const least = leastDifference(floor);
  if (least === undefined) return "";
  return `; a difference of ${(least * 100).toFixed(least < 0.1 ? 1 : 0)} % is found in 80 of 100 runs`;
}

/** Geometric means, and those of Kingpost over the same items. */
function printMeans(report: Report): ReadonlyArray<string> {
  const means = geometricMeans(report);
  if (means.length === 0) return [];
  const width = Math.max(...means.map(({ contestant }) => contestant.length));
  return [
    "Geometric mean of the ratios, and Kingpost's over the same items",
    ...means.map(({ contestant, items, ratio, kingpost }) =>
      [
        contestant.padEnd(width),
        `${items} ${items === 1 ? "item" : "items"}`.padStart(8),
        number(ratio).padStart(7),
        (kingpost === undefined ? "–" : number(kingpost)).padStart(7),
      ].join("  "),
    ),
    "",
  ];
}

function weightCells({ weight }: Figure): ReadonlyArray<string> {
  if (weight === undefined) return [];
  const { heap, buffers, heapAfterReading, buffersAfterReading } = weight;
  return [heap, buffers, heapAfterReading, buffersAfterReading].map((each) => each.toFixed(0));
}

function latencyCells({ latency, medianMs }: Figure): ReadonlyArray<string> {
  if (latency === undefined) return [];
  return [(1_000 / medianMs).toFixed(0), number(latency.p50Ms), number(latency.p99Ms)];
}

/** The numbers of a contestant's notes; a note said before keeps its number. */
function marks(own: ReadonlyArray<string>, notes: Array<string>): string {
  const numbers = own.map((note) => {
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  });
  return numbers.map((n) => ` ${n})`).join("");
}

function interval({ low, high }: RatioInterval): string {
  return `${number(low)} – ${number(high)}`;
}

function number(value = Number.NaN): string {
  return value.toFixed(2);
}
