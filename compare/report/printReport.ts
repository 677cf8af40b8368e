// The report as text for the terminal. Who is wrong is printed like who is right. Pure.
import type { Report } from "./Report.ts";

/** Text of several lines, without a line break at the end. */
export function printReport({ results, failed, scenarios, versions }: Report): string {
  const contestants = [...new Set([...results, ...failed].map(({ contestant }) => contestant))];
  const width = Math.max(...contestants.map((name) => name.length));
  const blocks = scenarios.map(({ number, title, rightAnswer, note }) => [
    `${number}  ${title}`,
    `   right: ${rightAnswer}`,
    ...contestants.map((contestant) => {
      const is = (entry: { scenario: number; contestant: string }): boolean =>
        entry.scenario === number && entry.contestant === contestant;
      const name = contestant.padEnd(width);
      const finding = results.find(is);
      if (finding === undefined) {
        const failure = failed.find(is);
        return failure === undefined
          ? `   ${name}  –      it has no such thing`
          : `   ${name}  failed ${firstLine(failure.reason)}`;
      }
      const { isRight, does, statements, rows, lines } = finding;
      return `   ${name}  ${isRight ? "right" : "wrong"}  ${does}\n   ${"".padEnd(width)}         ${statements} statements, ${rows} rows, ${lines} lines of code`;
    }),
    ...(note === undefined ? [] : [`   note: ${note}`]),
    "",
  ]);
  const totals = contestants.map((contestant) => {
    const own = results.filter((finding) => finding.contestant === contestant);
    return `${contestant}: ${own.filter(({ isRight }) => isRight).length} of ${own.length} right`;
  });
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [...blocks.flat(), totals.join(" · "), used.join(", ")].join("\n");
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
