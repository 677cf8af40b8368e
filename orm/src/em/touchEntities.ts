// Makes entities part of the next flush without changing them.
import { checkWritable } from "../session/fieldAccess.ts";
import type { Session } from "../session/Session.ts";
import { touch } from "../session/touch.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";

/** New entities are part of it anyway. */
export function touchEntities(session: Session, entities: ReadonlyArray<Entity>): void {
  const states = ownStates(session, entities);
  for (const state of states) checkWritable(state);
  for (const state of states) if (!state.isNew) touch(state);
}
