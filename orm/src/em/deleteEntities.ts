// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";

/** Deleting what is deleted changes nothing; a new entity is simply never written. */
export function deleteEntities(session: Session, entities: ReadonlyArray<Entity>): void {
  session.writeGuard.check();
  const states = entities.map((entity) => BaseEntity.stateOf(entity));
  const foreign = states.find((state) => state.session !== session);
  if (foreign !== undefined) throw new ForeignEntityError({ entity: foreign.entity });
  for (const state of states) if (!state.isDeleted) mark(session, state);
}

function mark(session: Session, state: EntityState): void {
  state.deleted = state.isNew ? "flushed" : "pending";
  session.created.delete(state);
  session.dirty.delete(state);
  if (state.isNew) {
    session.discarded.add(state);
    session.identityMap.freeKey(state);
  } else session.deleted.add(state);
  session.revision++;
}
