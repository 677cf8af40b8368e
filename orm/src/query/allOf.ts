import type { Condition } from "../sql/nodes.ts";

/** All of the conditions as one. */
export function allOf(items: Condition[]): Condition {
  return items.length === 1 ? items[0]! : { kind: "and", items };
}
