// Boot looks for constraints that were given two messages.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { ConfigApi } from "./ConfigApi.ts";

/** Two messages for one constraint: nobody could tell which is meant. */
export function constraintProblems(metadata: ReadonlyArray<EntityMeta>): string[] {
  const known = new Map<string, string>();
  const problems: string[] = [];
  for (const meta of metadata)
    for (const [constraint, { location }] of ConfigApi.of(meta)?.constraintMessages ?? []) {
      const here = `${meta.type} (${String(location)})`;
      const there = known.get(constraint);
      if (there !== undefined)
        problems.push(`${here}: the constraint ${constraint} has a message already, of ${there}`);
      else known.set(constraint, here);
    }
  return problems;
}
