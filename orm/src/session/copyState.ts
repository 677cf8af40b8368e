// Brings the row of an entity of one unit of work into another, as if it had been read there.
import type { EntityState } from "./EntityState.ts";
import { makeEntity } from "./hydrate.ts";
import type { Session } from "./Session.ts";

/** What was changed and not flushed stays behind. */
export function copyState(original: EntityState, into: Session): EntityState {
  return makeEntity(into, original.sharedWith(into.identityMap.group(into, original.meta)));
}
