import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";

/** Those of the entities that have the member. */
export function havingMember(
  states: ReadonlyArray<EntityState>,
  member: LoadableMember,
): ReadonlyArray<EntityState> {
  return states.filter(({ meta }) => meta.members.get(member.fieldName) === member);
}
