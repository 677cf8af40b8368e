// Follows the cascades of what was softly deleted and restored to what was not in memory, one load per relation and level, and
// gives all that was softly deleted the instant of the flush.
import { deletedAt, markRestored } from "../relations/markRestored.ts";
import { markSoftlyDeleted, softlyOrNot } from "../relations/markSoftlyDeleted.ts";
import type { CascadeField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn, writeColumn } from "../session/fieldAccess.ts";
import { deletedSince, isSoftlyDeleted, softDeletionOf } from "../session/softDeletion.ts";
import type { FlushRun } from "./FlushRun.ts";
import { loadCascades } from "./loadAround.ts";
import { relatedTo } from "./relatedTo.ts";

export async function markSoftCascades(run: FlushRun): Promise<void> {
  const { softDeletes } = run.session;
  if (softDeletes.isEmpty) return;
  dropOutdated(run);
  const { deleted, restored, kept } = softDeletes;
  const isTakenBack = (state: EntityState): boolean => kept.has(state);
  await follow(run, deleted, {
    canMark: (field, { isHard }) => isHard || leadsToSoftlyDeletable(field),
    mark: ({ isHard }, related) => {
      const others = related.filter((state) => !isTakenBack(state));
      for (const state of softlyOrNot(others, isHard)) markSoftlyDeleted(state, run.now, isHard);
    },
  });
  await follow(run, restored, {
    canMark: leadsToSoftlyDeletable,
    mark: (instant, related) => {
      for (const state of deletedAt(related, instant)) markRestored(state, true);
    },
  });
  stamp(run);
}

/** What was set otherwise since, or deleted for good, is not softly deleted by us any more. */
function dropOutdated({ session: { softDeletes } }: FlushRun): void {
  for (const [state, { value }] of softDeletes.deleted) {
    if (!state.isDeleted && readColumn(state, softDeletionOf(state)) === value) continue;
    softDeletes.deleted.delete(state);
    if (!state.isDeleted && !isSoftlyDeleted(state)) softDeletes.kept.add(state);
  }
}

/** Whether it leads to entities that can be softly deleted, and so to anything that has to be known. */
function leadsToSoftlyDeletable(field: CascadeField): boolean {
  const fields = field.kind === "poly" ? field.components : [field];
  return fields.some(({ otherMeta }) => otherMeta.timestamps.deletedAt !== undefined);
}

interface Following<M> {
  /** Whether what a relation leads to can be of any interest. */
  readonly canMark: (field: CascadeField, own: M) => boolean;
  /** Marks what an entity leads to, which adds to the marks. */
  readonly mark: (own: M, related: EntityState[]) => void;
}

/** From each entity that is marked to what it leads to, and on from what that marked. */
async function follow<M>(
  run: FlushRun,
  marks: ReadonlyMap<EntityState, M>,
  { canMark, mark }: Following<M>,
): Promise<void> {
  const followed = new Set<EntityState>();
  for (;;) {
    const round = [...marks].filter(([state]) => !followed.has(state));
    if (round.length === 0) return;
    const fields = new Map<EntityState, CascadeField[]>();
    for (const [state, own] of round) {
      followed.add(state);
      fields.set(
        state,
        state.meta.cascades.filter((field) => canMark(field, own)),
      );
    }
    // oxlint-disable-next-line no-await-in-loop -- what is further away is known by what was loaded
    await loadCascades(run, fields);
    run.session.writeGuard.changeOwn(() => {
      for (const [state, own] of round)
        for (const field of fields.get(state)!) mark(own, relatedTo(run, state, field));
    });
  }
}

function stamp({ session: { softDeletes, writeGuard }, now }: FlushRun): void {
  writeGuard.changeOwn(() => {
    for (const [state, own] of softDeletes.deleted) {
      const column = softDeletionOf(state);
      writeColumn(state, column, deletedSince(column, now));
      own.value = readColumn(state, column);
    }
  });
}
