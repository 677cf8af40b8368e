// Gives a field of a new entity the value that its default says, and tells whether there is a value yet.
import type { ColumnField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { valuesOf, writeColumn } from "../session/fieldAccess.ts";
import { isColumnSet } from "../session/isColumnSet.ts";

/** The field has a value, or somebody has said that it has none. */
export function isDecided(state: EntityState, fieldName: string): boolean {
  return columnsOf(state, fieldName).some((column) => isColumnSet(state, column));
}

/** Says that a field has no value, so that no default looks at it any more. */
export function decline(state: EntityState, fieldName: string): void {
  for (const column of columnsOf(state, fieldName))
    if (!isColumnSet(state, column)) valuesOf(state)[column.index] = undefined;
}

/** @throws InvalidValueError (`INVALID_VALUE`), and whatever setting a reference throws */
export function giveValue(state: EntityState, fieldName: string, value: unknown): void {
  const { session, meta } = state;
  const field = meta.fields.get(fieldName)!;
  session.writeGuard.changeOwn(() => {
    // What only the class sets may have a default as well.
    if (field.kind === "primitive" || field.kind === "enum" || field.kind === "lazy")
      writeColumn(state, field, value);
    else session.ports.setOpts(state, { [fieldName]: value });
  });
}

function columnsOf({ meta }: EntityState, fieldName: string): ReadonlyArray<ColumnField> {
  const field = meta.fields.get(fieldName)!;
  if (field.kind === "poly") return field.components;
  return [field as ColumnField];
}
