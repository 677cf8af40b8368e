// The ratios as a picture for the README: one file, no script, light and dark by what the reader prefers. Pure.
import { escapeMarkup } from "@kingpost/tools/page/escapeMarkup";
import { findScenario } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { logScale } from "./logScale.ts";
import type { Figure, Report } from "./Report.ts";

const width = 880;
/** Of a column, of which there are two; the names of contestants, and their values, beside the bars. */
const column = 424;
const left = 116;
const right = 52;
const bar = 13;
const gap = 3;
const head = 74;
/** As many letters of a title as there is room for. */
const letters = 55;

/** Items that are measured in something else than time are not on it. @param most how many contestants are shown for an item, the fastest first; ours is always among them */
export function picture(report: Report, most = 6): string {
  const { startedAt, commit, isMeasurement } = report;
  const results = report.results.filter(({ item }) => findScenario(item).unit === undefined);
  const items = [...new Set(results.map(({ item }) => item))];
  const scale = logScale(results.map(({ ratio }) => ratio.median));
  const x = (ratio: number): number => left + (scale(ratio) / 100) * (column - left - right);
  const groups = items.map((item) => groupOf(item, results, most, x));
  const total = groups.reduce((sum, group) => sum + group.height, 0);
  const tops = [head, head];
  let passed = 0;
  const placed = groups.map((group) => {
    // The first half of them all stands in the first column.
    const at = passed + group.height / 2 < total / 2 ? 0 : 1;
    passed += group.height;
    const top = tops[at] ?? head;
    tops[at] = top + group.height;
    return `<g transform="translate(${at * (width - column)} ${top})">\n${group.text}\n</g>`;
  });
  const height = Math.max(...tops) + 4;
  const one = x(1).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title about">
<title id="title">How long each takes, beside hand-written pg</title>
<desc id="about">${escapeMarkup(describe(results))}</desc>
<style>
svg{--paper:#fbfcfd;--text:#1c2733;--soft:#5a6878;--ours:#2f5d8a;--other:#a9b6c4;--line:#c9d1dc;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){svg{--paper:#12171d;--text:#e3e9f0;--soft:#9aa8b8;--ours:#5c9bd6;--other:#4d5a69;--line:#35404e}}
.paper{fill:var(--paper)}.heading{font-size:16px;font-weight:650;fill:var(--text)}.item{font-size:13px;font-weight:650;fill:var(--text)}
.title,.note{font-size:11.5px;fill:var(--soft)}.title{paint-order:stroke;stroke:var(--paper);stroke-width:4px}.name{font-size:11.5px;fill:var(--text);text-anchor:end}.value{font-size:11px;fill:var(--text)}
.bar{fill:var(--other)}.ours .bar{fill:var(--ours)}.ours text{font-weight:650}.one{stroke:var(--line);stroke-dasharray:3 3}
</style>
<rect class="paper" width="${width}" height="${height}" rx="10"/>
<text class="heading" x="16" y="28">Time by the time of hand-written pg: less is better</text>
<text class="note" x="16" y="45">${escapeMarkup([`measured ${startedAt.slice(0, 10)}`, ...(commit === undefined ? [] : [`commit ${commit.slice(0, 10)}`]), ...(isMeasurement ? [] : ["small tables: these times mean nothing"])].join(", "))}</text>
<path class="one" d="M${one} 58V${(tops[0] ?? head) - 14}"/>
<path class="one" transform="translate(${width - column})" d="M${one} 58V${(tops[1] ?? head) - 14}"/>
${placed.join("\n")}
</svg>
`;
}

/** An item with its bars, from 0 downwards. */
function groupOf(
  item: Item,
  results: ReadonlyArray<Figure>,
  most: number,
  x: (ratio: number) => number,
): { readonly height: number; readonly text: string } {
  const figures = shown(
    results.filter((figure) => figure.item === item),
    most,
  );
  const { title } = findScenario(item);
  const fitting = title.length > letters ? `${title.slice(0, letters - 1).trimEnd()}…` : title;
  const heading = `<text class="item" x="16" y="0">${escapeMarkup(item)}</text><text class="title" x="56" y="0">${escapeMarkup(fitting)}</text>`;
  const bars = figures.map((figure, at) => barOf(figure, 9 + at * (bar + gap), x));
  return {
    height: 9 + figures.length * (bar + gap) + 26,
    text: [heading, ...bars].join("\n"),
  };
}

function shown(figures: ReadonlyArray<Figure>, most: number): ReadonlyArray<Figure> {
  const sorted = figures.toSorted((a, b) => a.ratio.median - b.ratio.median);
  return sorted.filter((figure, at) => at < most || figure.contestant === "kingpost");
}

function barOf({ contestant, ratio }: Figure, top: number, x: (ratio: number) => number): string {
  const end = x(ratio.median);
  return `<g class="${contestant === "kingpost" ? "ours" : "other"}"><text class="name" x="${left - 8}" y="${top + 10.5}">${escapeMarkup(contestant)}</text><rect class="bar" x="${left}" y="${top}" width="${Math.max(1, end - left).toFixed(1)}" height="${bar}" rx="2"/><text class="value" x="${(end + 6).toFixed(1)}" y="${top + 10.5}">${ratio.median.toFixed(2)}</text></g>`;
}

function describe(results: ReadonlyArray<Figure>): string {
  return results
    .map(({ item, contestant, ratio }) => `${item} ${contestant} ${ratio.median.toFixed(2)}`)
    .join("; ");
}
