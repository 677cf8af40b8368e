// The report as one page that needs no network: who is right at a glance, then each scenario with the code side by side.
import { Markup, markup, type Part } from "@kingpost/tools/page/markup";
import { styleSheet } from "@kingpost/tools/page/styleSheet";
import { withCode } from "@kingpost/tools/page/withCode";
import type { Finding, Report } from "../Report.ts";
import { ownStyle } from "./ownStyle.ts";
import { pageScript } from "./pageScript.ts";

export function reportPage(report: Report): string {
  const { results, failed, versions } = report;
  const names = [...new Set([...results, ...failed].map(({ contestant }) => contestant))];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Who does what: Kingpost beside others</title>
<style>${Markup.trusted(styleSheet + ownStyle)}</style>
</head>
<body>
<header>
<h1>Who does what</h1>
<p>The same situation, played with several ORMs, each against a database of its own. Everything here was observed in one run; right and wrong follow from the stated answer, whoever it is about.</p>
<p class="facts">${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ")}</p>
</header>
<form class="tools" hidden aria-label="What is shown">
<label>Filter <input type="search" id="filter" placeholder="flush, collection, N + 1 …"></label>
<label><input type="checkbox" id="differences"> only where they differ</label>
</form>
<main>
${overview(report, names)}
${report.scenarios.map((scenario) => section(scenario, report, names))}
</main>
<script>${Markup.trusted(pageScript)}</script>
</body>
</html>
`.toString();
}

function find(report: Report, number: number, name: string): Finding | undefined {
  return report.results.find(
    ({ scenario, contestant }) => scenario === number && contestant === name,
  );
}

function overview(report: Report, names: ReadonlyArray<string>): Part {
  const { results, scenarios } = report;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Overview"><table class="overview">
<thead><tr><th scope="col">Scenario</th>${names.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${scenarios.map(
  ({ number, title, note }) =>
    markup`<tr data-scenario="${number}"><th scope="row"><a href="#scenario-${number}">${number}. ${title}</a>${note !== undefined && markup` <a class="note" href="#note-${number}">note</a>`}</th>${names.map(
      (name) => {
        const finding = find(report, number, name);
        return finding === undefined
          ? markup`<td class="soft">–</td>`
          : markup`<td>${verdict(finding)} <span class="soft">${count(finding.statements, "statement")},<br>${count(finding.rows, "row")}</span></td>`;
      },
    )}</tr>\n`,
)}<tr class="total"><th scope="row">Right</th>${names.map((name) => {
    const own = results.filter(({ contestant }) => contestant === name);
    return markup`<td><b>${own.filter(({ isRight }) => isRight).length}</b> of ${own.length}</td>`;
  })}</tr></tbody></table></div>`;
}

function verdict({ isRight }: Finding): Part {
  return isRight
    ? markup`<span class="good"><span aria-hidden="true">✓</span> right</span>`
    : markup`<span class="bad"><span aria-hidden="true">✗</span> wrong</span>`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}

function section(
  { number, title, question, rightAnswer, note }: Report["scenarios"][number],
  report: Report,
  names: ReadonlyArray<string>,
): Part {
  const findings = names.flatMap((name) => find(report, number, name) ?? []);
  const isSplit = new Set(findings.map(({ isRight }) => isRight)).size > 1;
  return markup`<section class="scenario" id="scenario-${number}" data-scenario="${number}" data-text="${`${number} ${title} ${question}`.toLowerCase()}"${isSplit && markup` data-split`}>
<h2><a href="#scenario-${number}">${number}. ${title}</a></h2>
<p>${question}</p>
<p><b>Right:</b> ${rightAnswer}</p>
${note !== undefined && markup`<p class="why" id="note-${number}"><b>Note:</b> ${withCode(note)}</p>`}
<ul class="findings">
${names.map((name) => {
  const finding = find(report, number, name);
  if (finding !== undefined)
    return markup`<li><b>${name}</b> ${verdict(finding)}: ${finding.does} <span class="soft">(${count(finding.lines, "line")} of code)</span></li>\n`;
  const reason = report.failed.find(
    ({ scenario, contestant }) => scenario === number && contestant === name,
  )?.reason;
  return reason === undefined
    ? undefined
    : markup`<li><b>${name}</b> <span class="bad">failed</span>: ${reason.split("\n")[0]}</li>\n`;
})}</ul>
<details><summary>The code, side by side</summary>
<div class="codes">${codes(findings)}</div></details>
</section>
`;
}

/** Configurations of one ORM have the same code, which is shown once. */
function codes(findings: ReadonlyArray<Finding>): Part {
  return [...Map.groupBy(findings, ({ code }) => code)].map(
    ([code, own]) =>
      markup`<figure class="code"><figcaption>${own.map(({ contestant }) => contestant).join("; ")}</figcaption><pre tabindex="0"><code>${code}</code></pre></figure>\n`,
  );
}
