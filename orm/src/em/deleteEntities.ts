// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
import { markDeleted } from "../relations/markDeleted.ts";
import { markSoftlyDeleted } from "../relations/markSoftlyDeleted.ts";
import type { Session } from "../session/Session.ts";
import type { DeleteOptions } from "../types/DeleteOptions.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";

/**
 * Deleting what is deleted changes nothing; a new entity is simply never written. Where the domain says so, what can be is
 * deleted softly.
 */
export function deleteEntities(
  session: Session,
  entities: ReadonlyArray<Entity>,
  { hard = false }: DeleteOptions = {},
): void {
  session.writeGuard.check(undefined);
  const isSoft = !hard && session.domain.schema.settings.emDelete === "soft";
  const now = new Date();
  for (const state of ownStates(session, entities))
    if (isSoft && !state.isNew && state.meta.timestamps.deletedAt !== undefined) {
      if (!state.isDeleted) markSoftlyDeleted(state, now, false);
    } else markDeleted(state);
}
