// The report as one page that needs no network: figures, intervals, counts, curves, notes, the code that was measured.
import { Markup, markup, type Part } from "@kingpost/tools/page/markup";
import { styleSheet } from "@kingpost/tools/page/styleSheet";
import { withCode } from "@kingpost/tools/page/withCode";
import type { Change } from "../changesOf.ts";
import { namesIn } from "../namesIn.ts";
import type { Report } from "../Report.ts";
import { changeSection } from "./changeSection.ts";
import { curveSection } from "./curveSection.ts";
import { figureTable } from "./figureTable.ts";
import { itemSection } from "./itemSection.ts";
import { meanTable } from "./meanTable.ts";
import { ownStyle } from "./ownStyle.ts";
import { pageScript } from "./pageScript.ts";
import { reproduce } from "./reproduce.ts";
import { statementTable } from "./statementTable.ts";

export interface PageInput {
  readonly report: Report;
  readonly changes: ReadonlyArray<Change>;
  /** The source of a contestant's way of doing an item, where it can be shown. */
  readonly sourceOf: (item: string, contestant: string) => string | undefined;
}

export function reportPage({ report, changes, sourceOf }: PageInput): string {
  const { results, voided, absent, curves } = report;
  const items = [...new Set([...results, ...voided].map(({ item }) => item))];
  const names = namesIn(report);
  const notes = [...new Set(results.flatMap((figure) => figure.notes))];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Benchmarks: Kingpost beside others</title>
<style>${Markup.trusted(styleSheet + ownStyle)}</style>
</head>
<body>
<header>
<h1>Benchmarks</h1>
<p>How long each takes, by the time that hand-written <code>pg</code> takes in the same round: 1 is as long, 2 is twice as long. Median over ${report.rounds} rounds with its 95 % interval. Losses are shown like wins.</p>
${!report.isMeasurement && markup`<p class="warning"><strong>Small tables: these times mean nothing.</strong> Only that everybody is right, and what was sent, can be read from them.</p>`}
<p class="facts">${factsOf(report)}</p>
</header>
${results.length > 0 && tools(names)}
<main>
${items.map((item) => itemSection(item, report, notes, sourceOf))}
${curveSection(curves)}
${
  results.length > 0 &&
  markup`<h2 id="statements">What is sent</h2>
<p>Statements of one piece of work, BEGIN and COMMIT included; round trips below where they are fewer. Rows come back or are written. The fewest are bold.</p>
${statementTable(report, names)}
<h2 id="means">In one number</h2>
<p>The geometric mean of a contestant's ratios, and that of Kingpost over the same items: who takes part in a few items is compared with these.</p>
${meanTable(report)}
<h2 id="figures">All figures</h2>
<p>Click a heading to sort. <i>Beside pg</i> says a word where the interval leaves 1 out and <code>pg</code> against itself does not come as far. Processor time is the client's process, <i>server</i> what Postgres itself says that planning and executing took; <i>allocated</i> is what the work takes of the heap, <i>held</i> what its result keeps; bytes are all that went through the connection.</p>
${figureTable(report)}`
}
${changeSection(changes)}
${
  notes.length > 0 &&
  markup`<h2 id="notes">Notes</h2>
<ol class="notes">${notes.map((note, at) => markup`<li id="note-${at + 1}">${withCode(note)}</li>\n`)}</ol>`
}
${
  (voided.length > 0 || absent.length > 0) &&
  markup`<h2 id="void">No figure</h2>
<ul>${voided.map(({ item, contestant, reason }) => markup`<li>${item} ${contestant}: ${reason}</li>\n`)}${absent.map(({ contestant, reason }) => markup`<li>${contestant} did not take part: ${reason}</li>\n`)}</ul>`
}
${reproduce(report)}
</main>
<script>${Markup.trusted(pageScript)}</script>
</body>
</html>
`.toString();
}

function factsOf({
  machine,
  versions,
  server,
  load,
  startedAt,
  commit,
  roundTripMs,
}: Report): Part {
  return [
    `${startedAt.slice(0, 16).replace("T", " ")} UTC; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}; `,
    `Node ${versions["node"]}, Postgres ${server.version}`,
    commit !== undefined &&
      `, commit ${commit.slice(0, 10)}${commit.endsWith("+") ? " with changes" : ""}`,
    `; load ${load.before[0]?.toFixed(2)} before, ${load.after[0]?.toFixed(2)} after`,
    roundTripMs > 0 && `; the server is ${roundTripMs.toFixed(2)} ms away`,
    ".",
  ];
}

/** Shown where they work: with JavaScript. */
function tools(names: ReadonlyArray<string>): Part {
  return markup`<form class="tools" hidden aria-label="What is shown">
<label>Filter <input type="search" id="filter" placeholder="W3, insert, tags …"></label>
${names.map((name) => markup`<label><input type="checkbox" name="contestant" value="${name}" checked> ${name}</label>\n`)}
<label><input type="checkbox" id="linear"> even scale</label>
</form>`;
}
