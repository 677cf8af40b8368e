// Refuses loads of an entity that has no row any more.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import type { EntityState } from "../session/EntityState.ts";

/** @throws EntityDeletedError (`DELETED`) once the delete was flushed; until then everything is still there */
export function checkLoadable(state: EntityState): void {
  if (state.deleted === "flushed") throw new EntityDeletedError({ entity: state.entity });
}
