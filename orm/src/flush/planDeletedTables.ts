// The DELETEs of a flush, table by table in the reverse order of tables: what leads somewhere is gone before that is. Where rows
// lead to rows that would be gone before them, as in a ring, their tables share a statement with all that stand in between.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Write } from "./Write.ts";
import { deleteRows, deleteTogether, type OldRows } from "./writes/deleteRows.ts";
import { inParts } from "./writes/inParts.ts";

export function planDeletedTables(tables: ReadonlyArray<OldRows>): Write[] {
  const lasts = lastReferrers(tables);
  const planned: Write[] = [];
  for (let at = 0; at < tables.length;) {
    let last = at;
    for (let each = at; each <= last; each++) last = Math.max(last, lasts[each]!);
    if (last === at) {
      const { part, states } = tables[at]!;
      planned.push(...inParts(states, (some) => deleteRows({ part, states: some })));
    } else planned.push(deleteTogether(tables.slice(at, last + 1)));
    at = last + 1;
  }
  return planned;
}

/** For each table the place of the last one whose deleted rows lead to deleted rows of it; its own when none does. */
function lastReferrers(tables: ReadonlyArray<OldRows>): number[] {
  const places = new Map<EntityMeta, number>(tables.map(({ part }, at) => [part.meta, at]));
  const lasts = tables.map((_, at) => at);
  const keys = new Map<number, Set<string | undefined>>();
  const isDeleted = (at: number, key: string): boolean => {
    let known = keys.get(at);
    if (known === undefined)
      keys.set(at, (known = new Set(tables[at]!.states.map((state) => state.key))));
    return known.has(key);
  };
  for (const [at, { part, states }] of tables.entries())
    for (const column of part.columns) {
      if (column.kind !== "m2o") continue;
      const target = places.get(column.otherMeta.tableType);
      if (target === undefined || target >= at) continue;
      for (const state of states) {
        const key = state.cell(column.index);
        if (typeof key === "string" && isDeleted(target, key)) lasts[target] = at;
      }
    }
  return lasts;
}
