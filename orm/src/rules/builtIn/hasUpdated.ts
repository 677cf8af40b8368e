// Whether a field of a persisted entity is about to become another than the database has.
import { changesOf } from "../../relations/changes/changesOf.ts";
import { targetOf } from "../../relations/pointTo.ts";
import type { ColumnField, Field } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { FieldStatus } from "../../types/Changes.ts";

/** What a merge moves is not what its rules are about. */
export function hasUpdated(state: EntityState, field: Field): boolean {
  if (state.isNew) return false;
  // Columns are asked at once, since every changed entity is asked.
  if ("index" in field) return state.changed?.has(field) === true && !isMerged(state, field);
  if ("components" in field && field.components.some((component) => isMerged(state, component)))
    return false;
  const status = (changesOf(state) as Readonly<Record<string, FieldStatus | undefined>>)[
    field.fieldName
  ];
  return status?.hasUpdated === true;
}

function isMerged(state: EntityState, column: ColumnField): boolean {
  return (
    column.kind === "m2o" && state.session.merges.hasMoved(state, column, targetOf(state, column))
  );
}
