// The children that were pointed at a parent in this unit of work and that the database does not have there.
import type { OneToManyField, OneToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { pointsTo } from "../pointTo.ts";

export function childrenThatCame(
  parent: EntityState,
  field: OneToManyField | OneToOneField,
): EntityState[] {
  const { otherField } = field;
  const came = new Set(parent.session.links.of(field, parent));
  return [...came].filter(
    (child) =>
      !child.isDeleted &&
      pointsTo(child, otherField, parent) &&
      (child.isNew || child.changed?.has(otherField) === true),
  );
}
