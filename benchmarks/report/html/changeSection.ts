// What changed since an earlier run.
import { markup, type Part } from "@kingpost/tools/page/markup";
import type { Change } from "../changesOf.ts";
import { wordOf } from "../wordOf.ts";

export function changeSection(changes: ReadonlyArray<Change>): Part {
  const told = changes.filter(({ verdict }) => verdict !== "gone");
  if (told.length === 0) return undefined;
  return markup`<h2 id="changes">Changed since the run before</h2>
<p>The ratio now by the ratio then, with its 95 % interval. Faster and slower are said when the interval leaves 1 out and the change is larger than the noise of both runs.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Changes"><table class="sortable">
<thead><tr><th scope="col">Item</th><th scope="col">Contestant</th><th scope="col">Verdict</th><th scope="col" class="number">Factor</th><th scope="col" class="number">95 % interval</th><th scope="col">Counts</th></tr></thead>
<tbody>
${told.map(
  ({ item, contestant, verdict, factor, counts }) =>
    markup`<tr data-contestant="${contestant}" data-item="${item}"><td>${item}</td><td>${contestant}</td><td${tone(verdict)}>${wordOf(item, verdict)}</td><td class="number" data-value="${factor?.median ?? ""}">${factor?.median.toFixed(2) ?? "–"}</td><td class="number">${factor === undefined ? "–" : `${factor.low.toFixed(2)} – ${factor.high.toFixed(2)}`}</td><td>${counts.join(", ")}</td></tr>\n`,
)}</tbody></table></div>`;
}

function tone(verdict: Change["verdict"]): Part {
  if (verdict === "faster") return markup` class="good"`;
  return verdict === "slower" && markup` class="bad"`;
}
