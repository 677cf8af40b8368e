// Every figure in one table, sorted by whatever the reader likes.
import { markup, type Part } from "@kingpost/tools/page/markup";
import type { Figure, Report } from "../Report.ts";

const heads: ReadonlyArray<readonly [name: string, isNumber: boolean]> = [
  ["Item", false],
  ["Contestant", false],
  ["Ratio", true],
  ["ms", true],
  ["cpu ms", true],
  ["read ms", true],
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

export function figureTable({ results }: Report): Part {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="All figures"><table class="sortable figures">
<thead><tr>${heads.map(([name, isNumber]) => markup`<th scope="col"${isNumber && markup` class="number"`}>${name}</th>`)}</tr></thead>
<tbody>
${results.map(
  (
    each,
  ) => markup`<tr data-contestant="${each.contestant}" data-item="${each.item}"${each.contestant === "kingpost" && markup` class="ours"`}>
<td>${each.item}</td><td>${each.contestant}</td>${[
    [each.ratio.median, each.ratio.median.toFixed(2)],
    [each.medianMs, each.medianMs.toFixed(2)],
    [each.cpuMs, each.cpuMs.toFixed(2)],
    [each.readMs, each.readMs.toFixed(2)],
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

/** Reports of earlier versions counted no bytes. */
function bytes(count: number | undefined): string {
  if (count === undefined) return "–";
  if (count < 1_000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
