// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";

/** Deleting what is deleted changes nothing; a new entity is simply never written. */
export function deleteEntities(session: Session, entities: ReadonlyArray<Entity>): void {
  session.writeGuard.check();
  for (const entity of entities) {
    const state = BaseEntity.stateOf(entity);
    if (state.session !== session) throw new ForeignEntityError({ entity });
    if (!state.isDeleted) mark(session, state);
  }
}

function mark(session: Session, state: EntityState): void {
  state.deleted = state.isNew ? "flushed" : "pending";
  session.created.delete(state);
  session.dirty.delete(state);
  if (!state.isNew) session.deleted.add(state);
  session.revision++;
}
