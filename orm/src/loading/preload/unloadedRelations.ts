// The relations of entities that still have to be filled.
import { relationOf, touchedRelationOf } from "../../relations/relationOf.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { StoredRelation } from "../dealRelated.ts";

export function unloadedRelations(
  states: ReadonlyArray<EntityState>,
  field: StoredRelation["field"],
): StoredRelation[] {
  return states
    .filter((state) => touchedRelationOf(state, field)?.isLoaded !== true)
    .map((state) => relationOf(state, field) as StoredRelation);
}
