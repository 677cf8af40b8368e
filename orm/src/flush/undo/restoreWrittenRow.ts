// An entity whose row was written by a statement of its own, such as those of `em.updateAll`, that was rolled back: the row is what
// it was, and what was changed in the entity stays.
import type { EntityState } from "../../session/EntityState.ts";
import { overwriteRow } from "../../session/overwriteRow.ts";
import type { Cell } from "../../sql/Statement.ts";

export interface WrittenRow {
  readonly state: EntityState;
  readonly row: ReadonlyArray<Cell>;
  readonly deleted: EntityState["deleted"];
}

export function restoreWrittenRow({ state, row, deleted }: WrittenRow): void {
  const { session } = state;
  if (state.deleted === "flushed") {
    state.deleted = deleted;
    if (deleted === "pending") session.deleted.add(state);
    else if (state.changed !== undefined && state.changed.size > 0) session.dirty.add(state);
    session.revision++;
    session.changes++;
  }
  if (state.deleted === "no") overwriteRow(state, row, true);
}
