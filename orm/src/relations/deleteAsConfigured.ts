// Deletes an entity the way the domain has `em.delete` do it: softly, where that is said and can be, or for good.
import type { EntityState } from "../session/EntityState.ts";
import { markDeleted } from "./markDeleted.ts";
import { markSoftlyDeleted } from "./markSoftlyDeleted.ts";

/** Deleting what is deleted changes nothing; a new entity is simply never written. */
export function deleteAsConfigured(state: EntityState): void {
  if (state.isDeleted) return;
  const { session, meta, isNew } = state;
  const isSoft = session.domain.schema.settings.emDelete === "soft";
  if (isSoft && !isNew && meta.timestamps.deletedAt !== undefined)
    markSoftlyDeleted(state, new Date(), false);
  else markDeleted(state);
}
