// Whether a collection leaves a member out: it is deleted in this em, or softly deleted, unless the collection shows that.
import type { ManyToManyField, OneToManyField } from "../schema/Field.ts";
import type { EntityState } from "./EntityState.ts";
import { isHidden } from "./isHidden.ts";

export function isLeftOut(
  { showsSoftDeleted }: OneToManyField | ManyToManyField,
  member: EntityState,
): boolean {
  return showsSoftDeleted ? member.isDeleted : isHidden(member);
}
