// The ratios as a picture for the README: one file, no script, light and dark by what the reader prefers. Pure.
import { escapeMarkup } from "@kingpost/tools/page/escapeMarkup";
import { findScenario } from "../scenarios/findScenario.ts";
import { logScale } from "./logScale.ts";
import type { Figure, Report } from "./Report.ts";

const left = 190;
const right = 70;
const width = 860;
const bar = 15;
const gap = 3;

/** Items that are measured in something else than time are not on it. @param most how many contestants are shown for an item, the fastest first; ours is always among them */
export function picture(report: Report, most = 6): string {
  const { startedAt, commit, isMeasurement } = report;
  const results = report.results.filter(({ item }) => findScenario(item).unit === undefined);
  const items = [...new Set(results.map(({ item }) => item))];
  const scale = logScale(results.map(({ ratio }) => ratio.median));
  const x = (ratio: number): number => left + (scale(ratio) / 100) * (width - left - right);
  let top = 74;
  const groups = items.map((item) => {
    const figures = shown(
      results.filter((figure) => figure.item === item),
      most,
    );
    const heading = `<text class="item" x="16" y="${top}">${escapeMarkup(item)}</text><text class="title" x="56" y="${top}">${escapeMarkup(findScenario(item).title)}</text>`;
    const bars = figures.map((figure, at) => barOf(figure, top + 9 + at * (bar + gap), x));
    top += 9 + figures.length * (bar + gap) + 26;
    return [heading, ...bars].join("\n");
  });
  const height = top + 8;
  const one = x(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title about">
<title id="title">How long each takes, beside hand-written pg</title>
<desc id="about">${escapeMarkup(describe(results))}</desc>
<style>
svg{--paper:#fbfcfd;--text:#1c2733;--soft:#5a6878;--ours:#2f5d8a;--other:#a9b6c4;--line:#c9d1dc;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){svg{--paper:#12171d;--text:#e3e9f0;--soft:#9aa8b8;--ours:#5c9bd6;--other:#4d5a69;--line:#35404e}}
.paper{fill:var(--paper)}.heading{font-size:16px;font-weight:650;fill:var(--text)}.item{font-size:13px;font-weight:650;fill:var(--text)}
.title,.note{font-size:12px;fill:var(--soft)}.name{font-size:12px;fill:var(--text);text-anchor:end}.value{font-size:11.5px;fill:var(--text)}
.bar{fill:var(--other)}.ours .bar{fill:var(--ours)}.ours text{font-weight:650}.one{stroke:var(--line);stroke-dasharray:3 3}
</style>
<rect class="paper" width="${width}" height="${height}" rx="10"/>
<text class="heading" x="16" y="28">Time by the time of hand-written pg: less is better</text>
<text class="note" x="16" y="45">${escapeMarkup([`measured ${startedAt.slice(0, 10)}`, ...(commit === undefined ? [] : [`commit ${commit.slice(0, 10)}`]), ...(isMeasurement ? [] : ["small tables: these times mean nothing"])].join(", "))}</text>
<path class="one" d="M${one.toFixed(1)} 58V${height - 12}"/>
${groups.join("\n")}
</svg>
`;
}

function shown(figures: ReadonlyArray<Figure>, most: number): ReadonlyArray<Figure> {
  const sorted = figures.toSorted((a, b) => a.ratio.median - b.ratio.median);
  return sorted.filter((figure, at) => at < most || figure.contestant === "kingpost");
}

function barOf({ contestant, ratio }: Figure, top: number, x: (ratio: number) => number): string {
  const end = x(ratio.median);
  return `<g class="${contestant === "kingpost" ? "ours" : "other"}"><text class="name" x="${left - 8}" y="${top + 12}">${escapeMarkup(contestant)}</text><rect class="bar" x="${left}" y="${top}" width="${Math.max(1, end - left).toFixed(1)}" height="${bar}" rx="2"/><text class="value" x="${(end + 6).toFixed(1)}" y="${top + 12}">${ratio.median.toFixed(2)}</text></g>`;
}

function describe(results: ReadonlyArray<Figure>): string {
  return results
    .map(({ item, contestant, ratio }) => `${item} ${contestant} ${ratio.median.toFixed(2)}`)
    .join("; ");
}
