// An entity whose flush was rolled back: new again, changed again, or to be deleted again. It keeps the values that it has.
import type { ColumnField } from "../../schema/Field.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { readColumn, setColumn, valuesOf } from "../../session/fieldAccess.ts";
import { overwriteRow } from "../../session/overwriteRow.ts";
import { touch } from "../../session/touch.ts";
import type { Cell } from "../../sql/Statement.ts";

/** An entity before it was flushed for the first time. */
export interface Before {
  /** `undefined` for one that was new. */
  readonly row: ReadonlyArray<Cell> | undefined;
  /** It was to be written without any field having changed. */
  readonly isTouched: boolean;
}

export function restoreEntity(state: EntityState, { row, isTouched }: Before): void {
  const { session } = state;
  if (row === undefined) return makeNew(state);
  const { isDeleted } = state;
  restoreRow(state, row);
  if (isDeleted) {
    state.deleted = "pending";
    session.dirty.delete(state);
    session.deleted.add(state);
  } else if (isTouched) touch(state);
}

function makeNew(state: EntityState): void {
  const { session } = state;
  keepValues(state);
  state.row = undefined;
  state.changed = undefined;
  session.dirty.delete(state);
  session.deleted.delete(state);
  if (!state.isDeleted) {
    session.created.add(state);
    return;
  }
  // It never becomes a row now. What points at it lets go before the next flush, if it has not done so.
  state.deleted = "flushed";
  session.identityMap.freeKey(state);
  session.discarded.add(state);
}

/** What was read back from the row is kept as if it had been set, but for what only the database decides. */
function keepValues(state: EntityState): void {
  for (const column of state.meta.allColumns) {
    if (column.kind === "primaryKey") continue;
    if (column.isGenerated || column === state.meta.versionField) {
      // The next INSERT begins anew, with what `create` gave it.
      const { literalDefault, codec } = column;
      valuesOf(state)[column.index] =
        literalDefault === undefined ? unread : codec.decode(literalDefault);
    } else if (isUnread(state, column) && state.cell(column.index) !== undefined)
      valuesOf(state)[column.index] = readColumn(state, column);
  }
}

function restoreRow(state: EntityState, row: ReadonlyArray<Cell>): void {
  const current = state.row!;
  const changed = new Set<ColumnField>();
  const lazy: Array<readonly [ColumnField, unknown]> = [];
  for (const column of state.meta.allColumns) {
    const { index } = column;
    if (isOfDatabase(state, column)) continue;
    const isKnown = current[index] !== undefined || !isUnread(state, column);
    const isChanged = state.changed?.has(column) === true || current[index] !== row[index];
    if (!isKnown || !isChanged) continue;
    // What the row had before was never read: whether it was the same, nobody knows.
    if (row[index] === undefined) lazy.push([column, readColumn(state, column)]);
    else changed.add(column);
  }
  state.changed = changed;
  overwriteRow(state, row, true);
  for (const [column, value] of lazy) setColumn(state, column, value, false);
}

function isUnread({ values }: EntityState, { index }: ColumnField): boolean {
  return values === undefined || values[index] === unread;
}

/** A column whose value is not the application's: it is what the row has. */
function isOfDatabase({ meta }: EntityState, column: ColumnField): boolean {
  return (
    column.kind === "primaryKey" ||
    column.isGenerated ||
    column === meta.versionField ||
    column === meta.timestamps.updatedAt
  );
}
