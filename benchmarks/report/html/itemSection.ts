// One work item: its question, the bars with their intervals, and the code behind each.
import { markup, type Part } from "@kingpost/tools/page/markup";
import { withCode } from "@kingpost/tools/page/withCode";
import { findScenario } from "../../scenarios/findScenario.ts";
import type { Item } from "../../scenarios/Scenario.ts";
import { logScale } from "../logScale.ts";
import type { Figure, Report } from "../Report.ts";

export function itemSection(
  item: Item,
  { results, noiseFloor, voided }: Report,
  notes: ReadonlyArray<string>,
  sourceOf: (item: string, contestant: string) => string | undefined,
): Part {
  const { title, question, equal, fair, unit = "ms" } = findScenario(item);
  const figures = results
    .filter((figure) => figure.item === item)
    .toSorted((a, b) => a.ratio.median - b.ratio.median);
  const highs = figures.map(({ ratio }) => ratio.high);
  const log = logScale([...highs, ...figures.map(({ ratio }) => ratio.low)]);
  const most = Math.max(2, ...highs) * 1.02;
  const places = (ratio: number): string =>
    `${log(ratio).toFixed(2)}%;--even:${((ratio / most) * 100).toFixed(2)}%`;
  const noise = noiseFloor.find((each) => each.item === item)?.ratio;
  return markup`<section class="item" id="${item}" data-text="${`${item} ${title} ${question}`.toLowerCase()}">
<h2><a href="#${item}">${item}</a> ${title}</h2>
<p>${withCode(question)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${item}">
<table class="bars"><thead><tr><th scope="col">Contestant</th><th scope="col"><span class="soft">less is better; the line is hand-written pg${noise !== undefined && `, the band its own noise (${noise.low.toFixed(2)} – ${noise.high.toFixed(2)})`}</span></th><th scope="col" class="number">Ratio</th><th scope="col" class="number">95 % interval</th><th scope="col" class="number">${unit}</th></tr></thead>
<tbody>
${figures.map((figure) => barRow(figure, places, noise, notes, unit))}${voided
    .filter((each) => each.item === item)
    .map(
      ({ contestant, code }) =>
        markup`<tr data-contestant="${contestant}"><th scope="row">${contestant}</th><td colspan="4">no figure: ${code === "MISMATCH" ? "the result was wrong" : "it failed"}</td></tr>`,
    )}</tbody></table>
</div>
${factTable(figures)}${servedLine(figures)}<details><summary>What is equal, what is fair, and the code</summary>
<p>${withCode(equal)}</p>
<ul>${fair.map((each) => markup`<li>${withCode(each)}</li>`)}</ul>
${figures.map(({ contestant }) => {
  const source = sourceOf(item, contestant);
  return (
    source !== undefined &&
    markup`<div class="code" data-contestant="${contestant}"><h3>${contestant}</h3><pre tabindex="0"><code>${source.trimEnd()}</code></pre></div>\n`
  );
})}</details>
</section>
`;
}

/** What a study found out besides. */
function factTable(figures: ReadonlyArray<Figure>): Part {
  const names = Object.keys(figures[0]?.facts ?? {});
  if (names.length === 0) return undefined;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Besides"><table class="facts-of">
<thead><tr><th scope="col">Besides</th>${names.map((name) => markup`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${figures.map(
    ({ contestant, facts = {} }) =>
      markup`<tr data-contestant="${contestant}"><th scope="row">${contestant}</th>${names.map((name) => markup`<td class="number">${factOf(facts[name])}</td>`)}</tr>\n`,
  )}</tbody></table></div>
`;
}

function factOf(value: number | undefined): string {
  if (value === undefined) return "–";
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
}

/** For requests over HTTP: how many in a second, and how long the slow ones take. */
function servedLine(figures: ReadonlyArray<Figure>): Part {
  const served = figures.flatMap(({ contestant, medianMs, cpuMs, latency }) =>
    latency === undefined
      ? []
      : `${contestant} ${Math.round(1_000 / medianMs).toLocaleString("en")} requests a second, p50 ${latency.p50Ms.toFixed(1)} ms, p99 ${latency.p99Ms.toFixed(1)} ms, ${cpuMs.toFixed(2)} ms of processor time each`,
  );
  return markup`${
    served.length > 0 &&
    markup`<ul class="soft">${served.map((each) => markup`<li>${each}</li>`)}</ul>
`
  }`;
}

function barRow(
  { contestant, ratio, medianMs, notes: own }: Figure,
  places: (ratio: number) => string,
  noise: Figure["ratio"] | undefined,
  notes: ReadonlyArray<string>,
  unit: string,
): Part {
  const isOurs = contestant === "kingpost";
  return markup`<tr data-contestant="${contestant}" class="${isOurs ? "ours" : "other"}"><th scope="row">${contestant}${own.map((note) => markup` <a class="note" href="#note-${notes.indexOf(note) + 1}">${notes.indexOf(note) + 1}</a>`)}</th>
<td><div class="track" aria-hidden="true">${noise !== undefined && markup`<i class="noise" style="--from:${places(noise.low).replace("--even", "--even-from")};--to:${places(noise.high).replace("--even", "--even-to")}"></i>`}<i class="bar" style="--to:${places(ratio.median).replace("--even", "--even-to")}"></i><i class="whisker" style="--from:${places(ratio.low).replace("--even", "--even-from")};--to:${places(ratio.high).replace("--even", "--even-to")}"></i><i class="one" style="--to:${places(1).replace("--even", "--even-to")}"></i></div></td>
<td class="number">${ratio.median.toFixed(2)}</td><td class="number soft">${ratio.low.toFixed(2)} – ${ratio.high.toFixed(2)}</td><td class="number soft">${medianMs.toFixed(unit === "ms" ? 2 : 0)}</td></tr>
`;
}
