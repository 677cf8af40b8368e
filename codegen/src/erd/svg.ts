// A picture as a file of its own: no font, script or picture from elsewhere, light and dark by what the reader prefers.
import { clip } from "./clip.ts";
import type { Count, Line, Row } from "./Diagram.ts";
import { escapeMarkup } from "./escapeMarkup.ts";
import { metrics } from "./metrics.ts";
import type { Picture, PlacedBox, PlacedLine, Point } from "./newLayout.ts";

export interface SvgOptions {
  readonly title: string;
  /** Where the box of an entity or enum leads to. */
  readonly linkOf?: (name: string) => string | undefined;
  /** The box that the picture is about. */
  readonly focus?: string;
  /** Before names that a page needs to be its only ones. */
  readonly prefix?: string;
}

export function svg({ width, height, boxes, lines }: Picture, options: SvgOptions): string {
  const { title, linkOf, prefix = "erd" } = options;
  const about = `${count(boxes.length, "box", "boxes")}, ${count(lines.length, "relation", "relations")}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="erd" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${linkOf === undefined ? "img" : "group"}" aria-labelledby="${prefix}-title ${prefix}-about">
<title id="${prefix}-title">${escapeMarkup(title)}</title>
<desc id="${prefix}-about">${about}</desc>
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}" rx="10"/>
<g class="lines">
${lines.map(lineOf).join("\n")}
</g>
${boxes.map((box) => boxOf(box, options)).join("\n")}
</svg>
`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Everything below `.erd`, so that a page may hold the drawing. */
const style = `
.erd{--paper:#fbfcfd;--card:#fff;--edge:#c9d1dc;--head:#2f5d8a;--head-text:#fff;--enum:#5b6b3a;--text:#1c2733;--soft:#5a6878;--line:#7b8a9c;--accent:#b3541e;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
@media (prefers-color-scheme:dark){.erd{--paper:#12171d;--card:#1b222b;--edge:#35404e;--head:#2c5174;--head-text:#f2f6fa;--enum:#4d5a30;--text:#e3e9f0;--soft:#9aa8b8;--line:#6f8093;--accent:#f0a06a}}
.erd .paper{fill:var(--paper)}
.erd .card{fill:var(--card);stroke:var(--edge)}
.erd .head{fill:var(--head)}
.erd .enum .head{fill:var(--enum)}
.erd .focus .card{stroke:var(--accent);stroke-width:2.5}
.erd .abstract .name{font-style:italic}
.erd .name{fill:var(--head-text);font-size:${metrics.titleSize}px;font-weight:600}
.erd .source{fill:var(--head-text);font-size:${metrics.smallSize}px;opacity:.85}
.erd .field{fill:var(--text);font-size:${metrics.size}px}
.erd .required{font-weight:600}
.erd .type{fill:var(--soft);font-size:${metrics.smallSize}px;text-anchor:end}
.erd .mark{fill:var(--accent);font-size:9px;font-weight:700}
.erd .rule{stroke:var(--edge);stroke-width:.6}
.erd .line{fill:none;stroke:var(--line);stroke-width:1.3}
.erd .line.enum,.erd .line.extends{stroke-dasharray:5 4}
.erd .foot{fill:none;stroke:var(--line);stroke-width:1.3}
.erd .ring{fill:var(--paper);stroke:var(--line);stroke-width:1.3}
.erd .arrow{fill:var(--paper);stroke:var(--line);stroke-width:1.3}
.erd a:hover .card,.erd a:focus .card{stroke:var(--accent);stroke-width:2}
.erd g:hover>.line{stroke:var(--accent);stroke-width:2.2}
`;

function boxOf(
  { box, x, y, width, height }: PlacedBox,
  { linkOf, focus }: Pick<SvgOptions, "linkOf" | "focus">,
): string {
  const { header, row, padding, longest, foot } = metrics;
  const classes = [
    box.kind,
    ...(box.isAbstract ? ["abstract"] : []),
    ...(box.name === focus ? ["focus"] : []),
  ].join(" ");
  const tip = box.comment === undefined ? box.name : `${box.name}: ${box.comment}`;
  const body = [
    `<title>${escapeMarkup(tip)}</title>`,
    `<rect class="card" width="${width}" height="${height}" rx="7"/>`,
    `<path class="head" d="M0 ${header - foot}V7a7 7 0 0 1 7-7H${width - 7}a7 7 0 0 1 7 7V${header - foot}z"/>`,
    `<text class="name" x="${padding}" y="18">${escapeMarkup(clip(box.name, longest))}</text>`,
    `<text class="source" x="${padding}" y="33">${escapeMarkup(clip(box.source, longest))}</text>`,
    ...box.rows.map((each, at) => rowOf(each, header + row * at, width)),
  ].join("");
  const group = `<g class="${classes}" transform="translate(${round(x)} ${round(y)})">${body}</g>`;
  const link = linkOf?.(box.name);
  return link === undefined ? group : `<a href="${escapeMarkup(link)}">${group}</a>`;
}

const marks = { key: "●", reference: "→", unique: "∗" } as const;

function rowOf({ name, type, mark, isNullable, comment }: Row, top: number, width: number): string {
  const { row, padding, longest } = metrics;
  const base = top + row * 0.66;
  const shown = clip(name, longest);
  const tip =
    comment === undefined && shown === name
      ? ""
      : `<title>${escapeMarkup(comment === undefined ? name : `${name}: ${comment}`)}</title>`;
  const isRequired = type !== "" && !isNullable;
  return [
    `<g>${tip}`,
    mark === undefined ? "" : `<text class="mark" x="${padding}" y="${base}">${marks[mark]}</text>`,
    `<text class="field${isRequired ? " required" : ""}" x="${padding + metrics.mark}" y="${base}">${escapeMarkup(shown)}</text>`,
    type === ""
      ? ""
      : `<text class="type" x="${width - padding}" y="${base}">${escapeMarkup(clip(type, longest))}${isNullable ? "?" : ""}</text>`,
    "</g>",
  ].join("");
}

function lineOf({ line, points }: PlacedLine): string {
  if (points.length < 2) return "";
  const { kind, from, to, label } = line;
  const path = points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`);
  return [
    `<g><title>${escapeMarkup(words(line))}</title>`,
    `<path class="line ${kind}" d="${path.join("")}"/>`,
    kind === "extends"
      ? arrow(points.at(-1)!, points.at(-2)!)
      : endOf(points[0]!, points[1]!, from.count) + endOf(points.at(-1)!, points.at(-2)!, to.count),
    `</g>`,
  ]
    .join("")
    .replaceAll("\n", label === "" ? "" : " ");
}

/** What a line says, for who cannot see its ends. */
function words({ from, to, label, kind }: Line): string {
  if (kind === "extends") return `${from.box} extends ${to.box}`;
  return `${from.box}.${label}: ${from.count} ${from.box} to ${to.count} ${to.box}`;
}

/** The end of a line in crow's-foot notation: a foot for many, a bar for one, a ring for none. */
function endOf(at: Point, before: Point, end: Count): string {
  const { across, along } = axesOf(at, before);
  const p = (distance: number, side: number): string =>
    `${round(at.x + along.x * distance + across.x * side)} ${round(at.y + along.y * distance + across.y * side)}`;
  const bar = (distance: number): string => `M${p(distance, -5)}L${p(distance, 5)}`;
  if (end === "one") return `<path class="foot" d="${bar(7)}${bar(11)}"/>`;
  if (end === "zero or one") return `<path class="foot" d="${bar(7)}"/>${ring(p(14, 0))}`;
  return `<path class="foot" d="M${p(0, -5)}L${p(10, 0)}L${p(0, 5)}"/>${ring(p(14, 0))}`;
}

function ring(place: string): string {
  const [x, y] = place.split(" ");
  return `<circle class="ring" cx="${x}" cy="${y}" r="3.5"/>`;
}

function arrow(at: Point, before: Point): string {
  const { across, along } = axesOf(at, before);
  const p = (distance: number, side: number): string =>
    `${round(at.x + along.x * distance + across.x * side)} ${round(at.y + along.y * distance + across.y * side)}`;
  return `<path class="arrow" d="M${p(0, 0)}L${p(12, -7)}L${p(12, 7)}z"/>`;
}

/** Away from the box, and across the line. */
function axesOf(at: Point, before: Point): { readonly along: Point; readonly across: Point } {
  const length = Math.hypot(before.x - at.x, before.y - at.y) || 1;
  const along = { x: (before.x - at.x) / length, y: (before.y - at.y) / length };
  return { along, across: { x: -along.y, y: along.x } };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
