// What each contestant sends at each item: counts, which no machine changes.
import { markup, type Part } from "@kingpost/tools/page/markup";
import type { Report } from "../Report.ts";

export function statementTable({ results }: Report, names: ReadonlyArray<string>): Part {
  const items = [...new Set(results.map(({ item }) => item))];
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Statements"><table>
<thead><tr><th scope="col">Item</th>${names.map((name) => markup`<th scope="col" class="number" data-contestant="${name}">${name}</th>`)}</tr></thead>
<tbody>
${items.map((item) => {
  const figures = results.filter((figure) => figure.item === item);
  const least = Math.min(...figures.map(({ statements }) => statements));
  const shortest = Math.min(...figures.map(({ roundTrips }) => roundTrips));
  return markup`<tr data-item="${item}"><th scope="row">${item}</th>${names.map((name) => {
    const figure = figures.find(({ contestant }) => contestant === name);
    if (figure === undefined)
      return markup`<td class="number soft" data-contestant="${name}">–</td>`;
    const { statements, roundTrips, rows } = figure;
    return markup`<td class="number" data-contestant="${name}"><span${statements === least && markup` class="best"`}>${count(statements)}</span>${roundTrips < statements && markup`<br><span class="soft">in <span${roundTrips === shortest && markup` class="best"`}>${count(roundTrips)}</span> ${roundTrips === 1 ? "round trip" : "round trips"}</span>`}<br><span class="soft">${count(rows)} rows</span></td>`;
  })}</tr>\n`;
})}</tbody></table></div>`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}
