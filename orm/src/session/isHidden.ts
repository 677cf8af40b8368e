// Whether collections leave an entity out: it is deleted in this em, or softly deleted.
import type { EntityState } from "./EntityState.ts";
import { readColumn } from "./fieldAccess.ts";

export function isHidden(state: EntityState): boolean {
  const { deletedAt } = state.meta.timestamps;
  return state.isDeleted || (deletedAt !== undefined && readColumn(state, deletedAt) !== undefined);
}
