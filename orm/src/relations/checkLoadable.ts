// Refuses loads of an entity that has no row any more, or no entity manager.
import { DetachedEntityError } from "../errors/DetachedEntityError.ts";
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import type { EntityState } from "../session/EntityState.ts";

/**
 * @throws EntityDeletedError (`DELETED`) once the delete was flushed; until then everything is still there
 * @throws DetachedEntityError (`DETACHED`)
 */
export function checkLoadable(state: EntityState): void {
  if (state.session.writeGuard.isDetached) throw new DetachedEntityError({ entity: state.entity });
  if (state.deleted === "flushed") throw new EntityDeletedError({ entity: state.entity });
}
