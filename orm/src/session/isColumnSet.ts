// Whether user code gave a column a value in this unit of work.
import type { ColumnField } from "../schema/Field.ts";
import { type EntityState, unread } from "./EntityState.ts";

export function isColumnSet(state: EntityState, column: ColumnField): boolean {
  if (!state.isNew) return state.changed?.has(column) ?? false;
  return state.values !== undefined && state.values[column.index] !== unread;
}
