// Whether a reference's value is an entity that this unit of work deletes, of which the database does not take care itself.
import type { ColumnField } from "../schema/Field.ts";
import { EntityState } from "../session/EntityState.ts";

export function pointsAtDeleted(state: EntityState, column: ColumnField, value: unknown): boolean {
  if (column.kind !== "m2o" || (column.onDelete === "cascade" && !state.isNew)) return false;
  const target =
    value instanceof EntityState
      ? value
      : state.session.identityMap.find(column.otherMeta, value as string);
  return target?.isDeleted === true;
}
