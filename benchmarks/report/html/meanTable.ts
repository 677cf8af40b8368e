// One number for each contestant, and Kingpost's over the same items.
import { markup, type Part } from "@kingpost/tools/page/markup";
import { geometricMeans } from "../geometricMeans.ts";
import type { Report } from "../Report.ts";

export function meanTable(report: Report): Part {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Geometric means"><table class="sortable means">
<thead><tr><th scope="col">Contestant</th><th scope="col" class="number">Items</th><th scope="col" class="number">Mean ratio</th><th scope="col" class="number">Kingpost there</th></tr></thead>
<tbody>
${geometricMeans(report).map(
  ({ contestant, items, ratio, kingpost }) =>
    markup`<tr data-contestant="${contestant}"${contestant === "kingpost" && markup` class="ours"`}><td>${contestant}</td><td class="number" data-value="${items}">${items}</td><td class="number" data-value="${ratio}">${ratio.toFixed(2)}</td><td class="number" data-value="${kingpost ?? ""}">${kingpost?.toFixed(2) ?? "–"}</td></tr>\n`,
)}</tbody></table></div>`;
}
