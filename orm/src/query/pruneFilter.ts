// Leaves out of a filter what says nothing: `undefined`, and objects that hold nothing else. Joins that only they would
// need are then never made.
import { isPlainObject } from "../kit/isPlainObject.ts";

/** Operators whose operand is a value even when it is an object: a jsonb column may hold `{}`. */
const values: ReadonlySet<string> = new Set(["eq", "ne"]);

/** The filter without what is `undefined` at any depth; `undefined` when nothing is left of it. */
export function pruneFilter(value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const pruned = values.has(key) ? item : pruneFilter(item);
    return pruned === undefined ? [] : [[key, pruned] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
