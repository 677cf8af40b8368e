// How costs grow: lines over the number of rows, or over the distance of the server.
import { escapeMarkup } from "@kingpost/tools/page/escapeMarkup";
import { Markup, markup, type Part } from "@kingpost/tools/page/markup";
import type { Curve } from "../Report.ts";

const width = 620;
const height = 310;
const margin = { left: 56, right: 130, top: 34, bottom: 46 };

/** Told apart without hues that some people cannot tell apart: ours is dark, lines of others have dashes of their own. */
const looks: ReadonlyArray<readonly [color: string, dashes: string]> = [
  ["var(--ours)", ""],
  ["var(--text)", "2 3"],
  ["var(--accent)", "7 3"],
  ["var(--good)", "10 3 2 3"],
  ["var(--bad)", "4 4"],
  ["var(--soft)", "1 4"],
];

export function curveSection(curves: ReadonlyArray<Curve>): Part {
  if (curves.length === 0) return undefined;
  return markup`<h2 id="curves">How costs grow</h2>
<div class="curves">
${curves.map((curve) => curveOf(curve))}</div>`;
}

function curveOf(curve: Curve): Part {
  const names = [...new Set(curve.points.map(({ contestant }) => contestant))];
  const xs = [...new Set(curve.points.map(({ x }) => x))].toSorted((a, b) => a - b);
  return markup`<figure class="curve"><figcaption><h3>${curve.title}</h3></figcaption>
${Markup.trusted(drawing(curve, names, xs))}
<details><summary>The numbers</summary><div class="scroll"><table>
<thead><tr><th scope="col">${curve.xLabel}</th>${names.map((name) => markup`<th scope="col" class="number">${name}, ${curve.yLabel}</th>`)}</tr></thead>
<tbody>${xs.map(
    (x) =>
      markup`<tr><th scope="row">${label(x)}</th>${names.map((name) => markup`<td class="number">${valueAt(curve, name, x)?.toFixed(2) ?? "–"}</td>`)}</tr>\n`,
  )}</tbody></table></div></details>
</figure>
`;
}

function valueAt({ points }: Curve, name: string, x: number): number | undefined {
  return points.find((point) => point.contestant === name && point.x === x)?.y;
}

function drawing(curve: Curve, names: ReadonlyArray<string>, xs: ReadonlyArray<number>): string {
  const { points, xLabel, yLabel, xScale, title } = curve;
  const reach = (value: number): number => (xScale === "log" ? Math.log(value) : value);
  const [first = 0, last = 1] = [xs[0], xs.at(-1)].map((x) => reach(x ?? 1));
  const top = niceTop(Math.max(...points.map(({ y }) => y)));
  const px = (x: number): number =>
    margin.left + ((reach(x) - first) / (last - first || 1)) * (width - margin.left - margin.right);
  const py = (y: number): number =>
    height - margin.bottom - (y / top) * (height - margin.top - margin.bottom);
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const y = py(part * top);
    return `<path class="axis" d="M${margin.left} ${y}H${width - margin.right}"/><text x="${margin.left - 8}" y="${y + 4}" text-anchor="end">${label(part * top)}</text>`;
  });
  const ticks = xs.map(
    (x) =>
      `<text x="${px(x)}" y="${height - margin.bottom + 18}" text-anchor="middle">${label(x)}</text>`,
  );
  const ends = spread(
    names.map((name) => py(points.findLast(({ contestant }) => contestant === name)?.y ?? 0)),
  );
  const lines = names.map((name, at) => {
    const [color, dashes] = looks[at % looks.length]!;
    const own = points.filter(({ contestant }) => contestant === name);
    const path = own.map(
      ({ x, y }, n) => `${n === 0 ? "M" : "L"}${px(x).toFixed(1)} ${py(y).toFixed(1)}`,
    );
    const dots = own.map(
      ({ x, y }) =>
        `<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="3" fill="${color}"/>`,
    );
    return `<g data-contestant="${escapeMarkup(name)}"><path class="series" stroke="${color}" stroke-dasharray="${dashes}" d="${path.join("")}"/>${dots.join("")}<text class="label" style="fill:${color}" x="${width - margin.right + 10}" y="${(ends[at] ?? 0) + 4}">${escapeMarkup(name)}</text></g>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}">
${[...grid, ...ticks].join("\n")}
<text x="${(margin.left + width - margin.right) / 2}" y="${height - 6}" text-anchor="middle">${escapeMarkup(xLabel)}</text>
<text x="${margin.left}" y="16">${escapeMarkup(yLabel)}</text>
${lines.join("\n")}
</svg>`;
}

const lineHeight = 15;

/** Labels that would stand on each other are moved apart, and up where they would leave the drawing. */
function spread(places: ReadonlyArray<number>): ReadonlyArray<number> {
  const order = places.map((place, at) => ({ place, at })).toSorted((a, b) => a.place - b.place);
  const moved = [...places];
  let last = -Infinity;
  for (const { place, at } of order) {
    last = Math.max(place, last + lineHeight);
    moved[at] = last;
  }
  let limit = height - margin.bottom;
  for (const { at } of order.toReversed()) {
    moved[at] = Math.min(moved[at] ?? 0, limit);
    limit = moved[at] - lineHeight;
  }
  return moved;
}

/** The next number whose quarters are easy to read. */
function niceTop(most: number): number {
  const digit = 10 ** Math.floor(Math.log10(most || 1));
  return [1, 2, 3, 4, 6, 8, 10].map((step) => step * digit).find((each) => each >= most) ?? most;
}

function label(value: number): string {
  if (value >= 1_000) return `${Number((value / 1_000).toFixed(1))}k`;
  return String(Number(value.toFixed(value < 10 ? 2 : 1)));
}
