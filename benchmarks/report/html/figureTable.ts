// Every figure in one table, sorted by whatever the reader likes.
import { markup, type Part } from "@kingpost/tools/page/markup";
import { findScenario } from "../../scenarios/findScenario.ts";
import { bytes } from "../bytes.ts";
import type { Figure, Report } from "../Report.ts";
import { verdictOf } from "../verdictOf.ts";
import { wordOf } from "../wordOf.ts";

const heads: ReadonlyArray<readonly [name: string, isNumber: boolean]> = [
  ["Item", false],
  ["Contestant", false],
  ["Ratio", true],
  ["Beside pg", false],
  ["ms", true],
  ["cpu ms", true],
  ["read ms", true],
  ["Server ms", true],
  ["Statements", true],
  ["Round trips", true],
  ["Rows", true],
  ["Sent", true],
  ["Received", true],
  ["Allocated", true],
  ["Held", true],
  ["Requests/s", true],
  ["p99 ms", true],
];

export function figureTable({ results, noiseFloor }: Report): Part {
  const verdict = ({ item, ratio }: Figure): string =>
    wordOf(item, verdictOf(ratio, noiseFloor.find((each) => each.item === item)?.ratio));
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="All figures"><table class="sortable figures">
<thead><tr>${heads.map(([name, isNumber]) => markup`<th scope="col"${isNumber && markup` class="number"`}>${name}</th>`)}</tr></thead>
<tbody>
${results.map(
  (
    each,
  ) => markup`<tr data-contestant="${each.contestant}" data-item="${each.item}"${each.contestant === "kingpost" && markup` class="ours"`}>
<td>${each.item}</td><td>${each.contestant}</td><td class="number" data-value="${each.ratio.median}">${each.ratio.median.toFixed(2)}</td><td>${each.contestant === "pg" ? "–" : verdict(each)}</td>${[
    [each.medianMs, timeOf(each)],
    [each.cpuMs, each.cpuMs.toFixed(2)],
    [each.readMs, each.readMs.toFixed(2)],
    [each.serverMs, each.serverMs?.toFixed(2) ?? "–"],
    [each.statements, each.statements],
    [each.roundTrips, each.roundTrips],
    [each.rows, each.rows],
    [each.sentBytes, bytes(each.sentBytes)],
    [each.receivedBytes, bytes(each.receivedBytes)],
    [each.allocatedBytes, bytes(each.allocatedBytes)],
    [each.heldBytes, bytes(each.heldBytes)],
    ...served(each),
  ].map(
    ([value, text]) => markup`<td class="number" data-value="${value ?? ""}">${text}</td>`,
  )}</tr>\n`,
)}</tbody></table></div>`;
}

function timeOf({ item, medianMs }: Report["results"][number]): string {
  const { unit } = findScenario(item);
  return unit === undefined ? medianMs.toFixed(2) : `${medianMs.toFixed(0)} ${unit}`;
}

/** Of items that are requests over HTTP. */
function served({ latency, medianMs }: Figure): ReadonlyArray<readonly [number | "", string]> {
  if (latency === undefined)
    return [
      ["", "–"],
      ["", "–"],
    ];
  const perSecond = Math.round(1_000 / medianMs);
  return [
    [perSecond, perSecond.toLocaleString("en")],
    [latency.p99Ms, latency.p99Ms.toFixed(2)],
  ];
}
