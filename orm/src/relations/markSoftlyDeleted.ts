// Marks an entity as softly deleted, and with it what its cascades lead to in memory, in a walk: what cannot be softly deleted is
// left alone, or deleted where the caller says so.
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable, readColumn, writeColumn } from "../session/fieldAccess.ts";
import { deletedSince, isSoftlyDeleted, softDeletionOf } from "../session/softDeletion.ts";
import { markDeleted } from "./markDeleted.ts";
import { relatedInMemory } from "./relatedInMemory.ts";

/**
 * The entities that this marked; what was deleted before, softly or not, keeps its instant.
 * @throws InvalidValueError (`INVALID_VALUE`) for an entity without a column that says it, EntityDeletedError (`DELETED`)
 */
export function markSoftlyDeleted(state: EntityState, now: Date, isHard: boolean): EntityState[] {
  checkWritable(state);
  state.session.attempt?.push(state.session.softDeletes.remember());
  const marked: EntityState[] = [];
  const waiting = [state];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const column = softDeletionOf(next);
    if (isSoftlyDeleted(next)) continue;
    writeColumn(next, column, deletedSince(column, now));
    // As it is kept, to see later whether somebody has set another one.
    const value = readColumn(next, column);
    const { softDeletes } = next.session;
    softDeletes.deleted.set(next, { value, isHard });
    softDeletes.kept.delete(next);
    marked.push(next);
    for (const field of next.meta.cascades)
      waiting.push(...softlyOrNot(relatedInMemory(next, field), isHard));
  }
  return marked;
}

/** Those that can be softly deleted; the others are deleted, where that is wanted. */
export function softlyOrNot(states: ReadonlyArray<EntityState>, isHard: boolean): EntityState[] {
  return states.filter((state) => {
    if (state.meta.timestamps.deletedAt !== undefined) return true;
    if (isHard) markDeleted(state);
    return false;
  });
}
