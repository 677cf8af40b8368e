// Whether a collection leaves a member out: it is deleted in this em, or softly deleted and the collection does not show that.
import type { ManyToManyField, OneToManyField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isHidden } from "../session/isHidden.ts";

export function isHiddenIn(
  { showsSoftlyDeleted }: OneToManyField | ManyToManyField,
  member: EntityState,
): boolean {
  return showsSoftlyDeleted ? member.isDeleted : isHidden(member);
}
