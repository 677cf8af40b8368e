// The children that the database has at a parent: those that were there when it was loaded or last flushed, and of a parent made in
// this em those that it was given by then.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";

/** @param stored the children that a load or a flush has filled in */
export function storedChildren(
  parent: EntityState,
  field: OneToManyField | OneToOneField,
  stored: ReadonlyArray<EntityState>,
): ReadonlyArray<EntityState> {
  const given = parent.session.links.settledOf(field, parent);
  if (given.length === 0) return stored;
  const { index } = field.otherField;
  const isThere = (child: EntityState): boolean =>
    child.deleted !== "flushed" && (child.cell(index) ?? undefined) === parent.key;
  return [...new Set([...stored, ...given.filter(isThere)])];
}
