// Which rules and rows a test title cites. Pure.
import type { Row, Rule } from "./Rule.ts";

/** What one title cites, and what it seems to cite but the specification does not have. */
export interface Citations {
  readonly rules: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<Row>;
  readonly unknown: ReadonlyArray<string>;
}

/**
 * Finds the rules cited in a title: `R-FIND-2`, or `R-FILT-1/one of` for a row of a table. Case does not matter in a row's name.
 *
 * @example
 * ```ts
 * findCitations("R-FIND-2 leaves out what was deleted", rules).rules; // ["R-FIND-2"]
 * ```
 */
export function findCitations(title: string, rules: ReadonlyMap<string, Rule>): Citations {
  const cited: Array<string> = [];
  const rows: Array<Row> = [];
  const unknown: Array<string> = [];
  for (const match of title.matchAll(/R-[A-Z0-9]+-\d+/g)) {
    const [id] = match;
    const rule = rules.get(id);
    const rest = title.slice(match.index + id.length);
    if (rule === undefined) unknown.push(id);
    else if (!rest.startsWith("/")) cited.push(id);
    else {
      const row = rule.rows.find(({ names }) => names.some((name) => begins(rest.slice(1), name)));
      if (row === undefined) unknown.push(`${id}/${rest.slice(1).split(/[\s,:;)]/)[0] ?? ""}`);
      else rows.push(row);
    }
  }
  return { rules: cited, rows, unknown };
}

function begins(text: string, name: string): boolean {
  return (
    text.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
    !/[\w-]/.test(text.charAt(name.length))
  );
}
