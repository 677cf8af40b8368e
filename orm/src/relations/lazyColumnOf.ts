// The objects of lazy columns: made when first asked for, one per member.
import type { LazyColumnField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { LazyColumn } from "./LazyColumn.ts";

export function lazyColumnOf(state: EntityState, field: LazyColumnField): LazyColumn {
  return ((state.relations ??= [])[field.relationIndex] ??= new LazyColumn(
    state,
    field,
  )) as LazyColumn;
}
