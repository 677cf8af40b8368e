// Compares the rules of the finished areas with the titles of the tests. Pure.
import { findCitations } from "./findCitations.ts";
import type { Row, Rule } from "./Rule.ts";

/** The areas that are built; a rule (`R-FAC-5`) or row (`R-MIG-1/createSubTable`) of one may wait, with the reason. */
export type Finished = Readonly<
  Record<string, { readonly waiting: Readonly<Record<string, string>> }>
>;

export interface AreaCoverage {
  readonly area: string;
  /** Rules, with the rows of a table counted one by one. */
  readonly rules: number;
  readonly cited: number;
  readonly waiting: number;
}

export interface Coverage {
  readonly areas: ReadonlyArray<AreaCoverage>;
  /** The areas that are not listed as finished. */
  readonly others: ReadonlyArray<AreaCoverage>;
  /** What fails the check, as sentences. */
  readonly faults: ReadonlyArray<string>;
}

/** Says for each finished area what is cited and what waits, and names everything that is neither. */
export function checkCoverage(
  rules: ReadonlyArray<Rule>,
  finished: Finished,
  titles: ReadonlyArray<string>,
): Coverage {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const citedRules = new Set<string>();
  const citedRows = new Set<Row>();
  const faults: Array<string> = [];
  for (const title of titles) {
    const citations = findCitations(title, byId);
    for (const id of citations.rules) citedRules.add(id);
    for (const row of citations.rows) citedRows.add(row);
    for (const id of citations.unknown)
      faults.push(`${id} is cited but not in the specification: ${title}`);
  }
  const isCited = ({ rule, row }: Item): boolean =>
    row === undefined ? citedRules.has(rule.id) : citedRows.has(row);
  const areas = Object.entries(finished).map(([area, { waiting }]) => {
    const items = rules.filter((rule) => rule.area === area).flatMap(itemsOf);
    if (items.length === 0) faults.push(`${area} is listed as finished but has no rules`);
    for (const [key, reason] of Object.entries(waiting)) {
      if (reason.trim() === "") faults.push(`${key} waits without a reason`);
      if (!items.some((item) => isNamed(item, key)))
        faults.push(`${key} waits but is not in the specification`);
    }
    const waits = (item: Item): boolean => Object.keys(waiting).some((key) => isNamed(item, key));
    const waitsInPart = (item: Item): boolean =>
      Object.entries(waiting).some(
        ([key, reason]) => isNamed(item, key) && reason.startsWith(inPart),
      );
    for (const item of items) {
      if (!isCited(item) && !waits(item))
        faults.push(`${nameOf(item)} is neither cited nor waiting`);
      if (isCited(item) && waits(item) && !waitsInPart(item))
        faults.push(
          `${nameOf(item)} is cited, yet it is said to wait: take it off the list, or begin its reason with "${inPart}"`,
        );
    }
    return {
      area,
      rules: items.length,
      cited: items.filter(isCited).length,
      waiting: items.filter((item) => waits(item) && !isCited(item)).length,
    };
  });
  const unlisted = new Set(rules.map(({ area }) => area).filter((area) => !(area in finished)));
  const others = [...unlisted].map((area) => {
    const items = rules.filter((rule) => rule.area === area).flatMap(itemsOf);
    return { area, rules: items.length, cited: items.filter(isCited).length, waiting: 0 };
  });
  return { areas, others, faults };
}

/** How the reason begins of a rule of which a part holds and is cited, and the rest waits. */
const inPart = "in part: ";

/** What has to be cited on its own: a rule, or one row of a rule that is a table. */
interface Item {
  readonly rule: Rule;
  readonly row?: Row;
}

function itemsOf(rule: Rule): Array<Item> {
  return rule.rows.length === 0 ? [{ rule }] : rule.rows.map((row) => ({ rule, row }));
}

function nameOf({ rule, row }: Item): string {
  return row === undefined ? rule.id : `${rule.id}/${row.names[0] ?? ""}`;
}

/** A whole table may wait by its id, a row by any of its names. */
function isNamed({ rule, row }: Item, key: string): boolean {
  if (key === rule.id) return true;
  return row?.names.some((name) => `${rule.id}/${name}` === key) ?? false;
}
