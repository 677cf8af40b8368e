// How to get these figures again, and how to doubt them.
import { markup, type Part } from "@kingpost/tools/page/markup";
import { fullSizes } from "../../fixtures/Sizes.ts";
import type { Report } from "../Report.ts";

export function reproduce(report: Report): Part {
  const { commit, versions, server, rounds, sizes, seed } = report;
  const isFull = JSON.stringify(sizes) === JSON.stringify(fullSizes);
  const command = [
    "pnpm bench",
    report.results.length > 0 && report.curves.length > 0 ? "--all" : "",
    report.isMeasurement ? "" : "--quick",
    `--rounds ${rounds}`,
  ]
    .filter((word) => word !== "")
    .join(" ");
  return markup`<h2 id="reproduce">How to get these figures again</h2>
<pre tabindex="0"><code>${commit !== undefined && `git checkout ${commit.replace("+", "")}\n`}${command} --json out.json --html report.html</code></pre>
<p>On a quiet machine: look at the load above first. Every contestant runs in a process of its own against its own copy of one database, rounds are interleaved, every result is compared with the right answer; a wrong one has no figure. Absolute times mean nothing on another machine, ratios and counts do.</p>
<p class="facts">${Object.entries({ ...versions, Postgres: server.version, ...server.settings })
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")}; tables ${isFull ? "of full size" : "of small size"}, seed ${seed}.</p>
<p>You find a contestant treated unfairly? Its code stands with each item; say what it should do instead, with its documentation.</p>`;
}
