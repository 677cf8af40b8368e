// Whether a field of a persisted entity is about to become another than the database has.
import { changesOf } from "../../relations/changes/changesOf.ts";
import type { Field } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { FieldStatus } from "../../types/Changes.ts";

export function hasUpdated(state: EntityState, field: Field): boolean {
  if (state.isNew) return false;
  // Columns are asked at once, since every changed entity is asked.
  if ("index" in field) return state.changed?.has(field) === true;
  const status = (changesOf(state) as Readonly<Record<string, FieldStatus | undefined>>)[
    field.fieldName
  ];
  return status?.hasUpdated === true;
}
