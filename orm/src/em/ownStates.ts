// The states of entities that a user gives to an entity manager, which must be its own.
import { DetachedEntityError } from "../errors/DetachedEntityError.ts";
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";

/** `undefined`s are left out. @throws ForeignEntityError (`FOREIGN_ENTITY`), DetachedEntityError (`DETACHED`) */
export function ownStates(
  session: Session,
  entities: ReadonlyArray<Entity | undefined>,
): EntityState[] {
  const states: EntityState[] = [];
  for (const entity of entities) {
    if (entity === undefined) continue;
    const state = BaseEntity.stateOf(entity);
    if (state.session !== session) throw refusal(state);
    states.push(state);
  }
  return states;
}

function refusal({ session, entity }: EntityState): Error {
  return session.writeGuard.isDetached
    ? new DetachedEntityError({ entity })
    : new ForeignEntityError({ entity });
}
