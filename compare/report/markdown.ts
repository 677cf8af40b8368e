// The report as Markdown: who is right in a table, then each scenario with the code of all in folds. Pure.
import type { Finding, Report } from "./Report.ts";

export function markdown({ results, failed, scenarios, versions }: Report): string {
  const names = [...new Set([...results, ...failed].map(({ contestant }) => contestant))];
  const find = (number: number, name: string): Finding | undefined =>
    results.find(({ scenario, contestant }) => scenario === number && contestant === name);
  return [
    "Right or wrong by the stated answer; statements and rows of the whole scenario.",
    "",
    row(["", "scenario", ...names]),
    row(["---", "---", ...names.map(() => "---")]),
    ...scenarios.map(({ number, title, note }) =>
      row([
        String(number),
        note === undefined ? title : `${title} [note](#note-${number})`,
        ...names.map((name) => {
          const finding = find(number, name);
          if (finding === undefined) return "–";
          const { isRight, statements, rows } = finding;
          return `${isRight ? "right" : "**wrong**"}, ${statements} st., ${rows} rows`;
        }),
      ]),
    ),
    row([
      "",
      "right",
      ...names.map((name) => {
        const own = results.filter(({ contestant }) => contestant === name);
        return `${own.filter(({ isRight }) => isRight).length} of ${own.length}`;
      }),
    ]),
    "",
    ...scenarios.flatMap(({ number, title, question, rightAnswer, note }) => [
      `## ${number}. ${title}`,
      "",
      question,
      "",
      `Right: ${rightAnswer}`,
      "",
      ...(note === undefined ? [] : [`<a id="note-${number}"></a>Note: ${note}`, ""]),
      ...names.flatMap((name) => {
        const finding = find(number, name);
        if (finding === undefined) {
          const reason = failed.find(
            ({ scenario, contestant }) => scenario === number && contestant === name,
          )?.reason;
          return [
            `- ${name}: ${reason === undefined ? "not played" : `failed: ${reason.split("\n")[0]}`}`,
          ];
        }
        return [`- ${name}: ${finding.isRight ? "right" : "**wrong**"}. ${cell(finding.does)}`];
      }),
      "",
      ...codes(number, names, find),
    ]),
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "",
  ].join("\n");
}

/** Configurations of one ORM have the same code, which is shown once. */
function codes(
  number: number,
  names: ReadonlyArray<string>,
  find: (number: number, name: string) => Finding | undefined,
): ReadonlyArray<string> {
  const shown = new Map<string, ReadonlyArray<string>>();
  for (const name of names) {
    const code = find(number, name)?.code;
    if (code !== undefined) shown.set(code, [...(shown.get(code) ?? []), name]);
  }
  return [...shown].flatMap(([code, whose]) => [
    `<details><summary>Code: ${whose.join("; ")}</summary>`,
    "",
    "```ts",
    code,
    "```",
    "",
    "</details>",
    "",
  ]);
}

function row(cells: ReadonlyArray<string>): string {
  return `| ${cells.map((text) => cell(text)).join(" | ")} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`).replaceAll(/\s*\n\s*/g, " ");
}
