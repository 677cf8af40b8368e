// Marks an entity as deleted, and with it what its cascades lead to in memory. They are out of every loaded collection at once;
// their rows go at the next flush, which also loads what the cascades lead to elsewhere.
import type { EntityState } from "../session/EntityState.ts";
import { relatedInMemory } from "./relatedInMemory.ts";

/** The entities that this marked: none when the entity was deleted before. A new entity is simply never written. */
export function markDeleted(state: EntityState): EntityState[] {
  const marked: EntityState[] = [];
  const waiting = [state];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.isDeleted) continue;
    // Asked before it is gone: nothing leads away from what is not there.
    for (const field of next.meta.cascades) waiting.push(...relatedInMemory(next, field));
    mark(next);
    marked.push(next);
  }
  return marked;
}

function mark(state: EntityState): void {
  const { session } = state;
  session.attempt?.changes(state);
  state.deleted = state.isNew ? "flushed" : "pending";
  session.created.delete(state);
  session.dirty.delete(state);
  if (state.isNew) {
    session.discarded.add(state);
    session.identityMap.freeKey(state);
  } else session.deleted.add(state);
  session.revision++;
}
