// From the text of a page of the specification to its rules. Pure.
import type { Row, Rule } from "./Rule.ts";

/**
 * Reads the rules of one page in their order. A rule is a line `R-AREA-n: …`, or a table whose heading, whose header row or
 * whose introducing line carries the id; then each row is to be cited. Withdrawn rules are left out.
 *
 * @example
 * ```ts
 * parseRules("- R-FIND-2: Finds query the database."); // [{ id: "R-FIND-2", area: "FIND", rows: [] }]
 * ```
 */
export function parseRules(page: string): Array<Rule> {
  const rules = new Map<string, Rule>();
  const lines = page.split("\n");
  let heading: string | undefined;
  for (const [index, line] of lines.entries()) {
    const [, stated, text] = /^(?:- )?(R-[A-Z0-9]+-\d+): (.*)$/.exec(line) ?? [];
    if (stated !== undefined && text !== "withdrawn") add(rules, stated, []);
    // A heading's rule is what follows: the rows of a table, or whatever text there is.
    const headed = idOfHeading(line);
    if (headed !== undefined || line.startsWith("#")) heading = headed;
    if (headed !== undefined) add(rules, headed, []);
    if (!/^\|[-|: ]+\|$/.test(lines[index + 1] ?? "")) continue;
    const id = /R-[A-Z0-9]+-\d+/.exec(line)?.[0] ?? heading ?? introductionOf(lines, index);
    if (id !== undefined) add(rules, id, rowsBelow(lines, index + 2));
    heading = undefined;
  }
  return [...rules.values()];
}

/** `## 2 Type map (R-TYPE-1)`, or a line such as `Order of work (R-FLUSH-1):`. */
function idOfHeading(line: string): string | undefined {
  return /^(?:#+ .*|[A-Z][\w ]*)\((R-[A-Z0-9]+-\d+)\):?$/.exec(line)?.[1];
}

function add(rules: Map<string, Rule>, id: string, rows: ReadonlyArray<Row>): void {
  const area = id.split("-")[1] ?? "";
  rules.set(id, { id, area, rows: [...(rules.get(id)?.rows ?? []), ...rows] });
}

/** The id of a line `R-GEN-1: …` directly above a table. */
function introductionOf(lines: ReadonlyArray<string>, table: number): string | undefined {
  const above = lines.slice(0, table).findLast((line) => line.trim() !== "");
  return /^(R-[A-Z0-9]+-\d+):/.exec(above ?? "")?.[1];
}

function rowsBelow(lines: ReadonlyArray<string>, start: number): Array<Row> {
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith("|"));
  return lines
    .slice(start, end === -1 ? lines.length : end)
    .map((line) => ({ names: namesOf(line.split(/(?<!\\)\|/)[1] ?? "") }));
}

/** `` `createTriggers(b, table)`, `createCreatedAtFunction(b)` `` has two names, `smallint, integer` has two, `one of` is one. */
function namesOf(cell: string): Array<string> {
  const plain = cell.replaceAll(/\([^()]*\)/g, "");
  const code = [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => codeNames(text ?? ""));
  const words = plain
    .replaceAll(/`[^`]*`/g, "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => /\w/.test(word));
  return [...code, ...words];
}

function codeNames(text: string): Array<string> {
  // `createTriggers(b, table)` is a function, `up [n] [--to name]` a command: what follows is not the name.
  const name = /^([\w$.-]+)(?:\(| [[<])/.exec(text)?.[1];
  if (name !== undefined) return [name];
  return /^[\w$]+(?: [\w$]+)+$/.test(text) ? text.split(" ") : [text.replaceAll("\\|", "|")];
}
