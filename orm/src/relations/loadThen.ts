// How relations that remember what they loaded are asked for it: from memory, or by the batch that they join.
import { CallSite } from "../errors/CallSite.ts";
import type { LoadableRelation } from "../session/ports.ts";
import { checkLoadable } from "./checkLoadable.ts";

/**
 * What a relation shows once it is loaded. Not `async`, since it is called for each entity of a list: the function that waits
 * would take ten times the memory of the promise.
 * @throws EntityDeletedError (`DELETED`), DetachedEntityError (`DETACHED`)
 */
export function loadThen<R>(
  relation: LoadableRelation,
  forceReload: boolean | undefined,
  show: () => R,
): Promise<R> {
  const { state, isLoaded } = relation;
  try {
    checkLoadable(state);
    // A new entity has nothing in the database that could be read again.
    if (isLoaded && (forceReload !== true || state.isNew)) return Promise.resolve(show());
    if (forceReload === true) state.session.ports.forgetAhead();
    return state.session.ports.loadRelation(relation).then(show, CallSite.rethrow);
  } catch (error) {
    return Promise.reject(error);
  }
}
