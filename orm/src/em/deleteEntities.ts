// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
import { markDeleted } from "../relations/markDeleted.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";

/** Deleting what is deleted changes nothing; a new entity is simply never written. */
export function deleteEntities(session: Session, entities: ReadonlyArray<Entity>): void {
  session.writeGuard.check(undefined);
  const states = ownStates(session, entities);
  for (const state of states) markDeleted(state);
}
