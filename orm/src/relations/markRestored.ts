// Takes back that an entity is softly deleted, and with it, where that is asked for, what its cascades lead to in memory that was
// deleted at the same instant.
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable, readColumn, writeColumn } from "../session/fieldAccess.ts";
import { instantOf, isSoftlyDeleted, notDeleted, softDeletionOf } from "../session/softDeletion.ts";
import { relatedInMemory } from "./relatedInMemory.ts";

/**
 * The entities that this restored.
 * @throws InvalidValueError (`INVALID_VALUE`) for an entity without a column that says it, EntityDeletedError (`DELETED`)
 */
export function markRestored(state: EntityState, withCascades: boolean): EntityState[] {
  checkWritable(state);
  state.session.attempt?.push(state.session.softDeletes.remember());
  const restored: EntityState[] = [];
  const waiting = [state];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const column = softDeletionOf(next);
    const { softDeletes } = next.session;
    if (!isSoftlyDeleted(next)) continue;
    const instant = instantOf(readColumn(next, column));
    writeColumn(next, column, notDeleted(column));
    // What was not flushed has deleted nothing elsewhere.
    const wasFlushed = !softDeletes.deleted.delete(next);
    softDeletes.kept.add(next);
    restored.push(next);
    if (!withCascades) continue;
    if (wasFlushed) softDeletes.restored.set(next, instant);
    for (const field of next.meta.cascades)
      waiting.push(...deletedAt(relatedInMemory(next, field), instant));
  }
  return restored;
}

/** Those that were softly deleted at that instant. */
export function deletedAt(states: ReadonlyArray<EntityState>, instant: unknown): EntityState[] {
  return states.filter((state) => {
    const column = state.meta.timestamps.deletedAt;
    return (
      column !== undefined &&
      isSoftlyDeleted(state) &&
      instantOf(readColumn(state, column)) === instant
    );
  });
}
