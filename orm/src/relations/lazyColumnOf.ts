// The objects of lazy columns: made when first asked for, one per member.
import type { LazyColumnField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { slotsOf } from "../session/slots.ts";
import { LazyColumn } from "./LazyColumn.ts";

export function lazyColumnOf(state: EntityState, field: LazyColumnField): LazyColumn {
  return (slotsOf(state)[field.relationIndex] ??= new LazyColumn(state, field)) as LazyColumn;
}
