// The entities among several whose types are wanted. Most often all are of one type, or of a few in a row: each run is asked once.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "./EntityState.ts";

export function statesOfTypes(
  states: Iterable<EntityState>,
  isWanted: (meta: EntityMeta) => boolean,
): EntityState[] {
  const wanted: EntityState[] = [];
  let last: EntityMeta | undefined;
  let isLastWanted = false;
  for (const state of states) {
    const { meta } = state;
    if (meta !== last) {
      last = meta;
      isLastWanted = isWanted(meta);
    }
    if (isLastWanted) wanted.push(state);
  }
  return wanted;
}
