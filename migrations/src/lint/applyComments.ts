// `kingpost-lint-disable <rule> -- reason`, in a comment: at the top of a file for all of it, elsewhere for the statement that follows.
import type { PlacedFinding } from "./lintMigration.ts";

const comment = /(?:\/\/|--|\*)\s*kingpost-lint-disable\s+([\w-]+)(?:\s+--\s*(\S.*))?/;

/** The findings that no comment takes back, and a finding for each comment that gives no reason. */
export function applyComments(
  text: string,
  findings: ReadonlyArray<PlacedFinding>,
): ReadonlyArray<PlacedFinding> {
  const lines = text.split("\n");
  const firstCode = lines.findIndex((line) => !isComment(line));
  const wholeFile = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  const unreasoned: Array<PlacedFinding> = [];
  for (const [index, line] of lines.entries()) {
    const [found, rule = "", reason] = comment.exec(line) ?? [];
    if (found === undefined) continue;
    if (reason === undefined) {
      unreasoned.push({
        rule: "disable-without-reason",
        table: "",
        line: index + 1,
        message: `${rule} is turned off without a reason.`,
        remedy: `// kingpost-lint-disable ${rule} -- why it is safe here`,
      });
    } else if (firstCode === -1 || index < firstCode) wholeFile.add(rule);
    else {
      const own = isComment(line) ? nextCode(lines, index) : index;
      byLine.set(own + 1, (byLine.get(own + 1) ?? new Set()).add(rule));
    }
  }
  const isTakenBack = ({ rule, line }: PlacedFinding): boolean =>
    wholeFile.has(rule) || byLine.get(line)?.has(rule) === true;
  return [...findings.filter((finding) => !isTakenBack(finding)), ...unreasoned];
}

function nextCode(lines: ReadonlyArray<string>, from: number): number {
  const found = lines.findIndex((line, index) => index > from && !isComment(line));
  return found === -1 ? from : found;
}

function isComment(line: string): boolean {
  return /^\s*(?:$|\/\/|--|\/\*|\*)/.test(line);
}
