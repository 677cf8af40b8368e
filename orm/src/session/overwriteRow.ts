// Gives an entity the row that the database has now, in place of the one it had.
import type { Cell } from "../sql/Statement.ts";
import { EntityState } from "./EntityState.ts";
import { isOriginal, readColumn, setColumn } from "./fieldAccess.ts";

/**
 * What was set and not flushed is dropped, or with `keepChanges` kept as a change to the new row: what the new row holds anyway is
 * no change any more.
 */
export function overwriteRow(
  state: EntityState,
  row: ReadonlyArray<Cell>,
  keepChanges: boolean,
): void {
  const { session, meta } = state;
  const before = state.row;
  const kept = keepChanges
    ? [...(state.changed ?? [])].map((column) => [column, readColumn(state, column)] as const)
    : [];
  state.row = row;
  state.values = undefined;
  state.changed = undefined;
  session.dirty.delete(state);
  for (const [column, value] of kept) {
    const isSame =
      column.kind === "m2o" ? isKey(value, row[column.index]) : isOriginal(state, column, value);
    if (!isSame) setColumn(state, column, value, false);
  }
  if (keepChanges && session.touched.has(state)) session.dirty.add(state);
  else session.touched.delete(state);
  // A collection that was loaded before shows a child that points there now.
  for (const field of meta.relations) {
    if (field.kind !== "m2o") continue;
    const key = row[field.index];
    if (typeof key === "string" && key !== before?.[field.index])
      session.links.add(field.otherField, key, state);
  }
  session.revision++;
  session.changes++;
}

/** Whether a reference leads to the row of a key, or nowhere where there is none. */
function isKey(target: unknown, cell: Cell | undefined): boolean {
  if (!(target instanceof EntityState)) return target === (cell ?? undefined);
  return target.key !== undefined && target.key === cell;
}
