// Whether collections leave an entity out: it is deleted in this em, or softly deleted.
import type { EntityState } from "./EntityState.ts";
import { isSoftlyDeleted } from "./softDeletion.ts";

export function isHidden(state: EntityState): boolean {
  return state.isDeleted || isSoftlyDeleted(state);
}
