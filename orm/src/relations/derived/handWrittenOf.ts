// The objects at the hand-written members of an entity.
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { handWrittenSlot, slotsOf } from "../../session/slots.ts";
import type { HandWritten, MemberDefinition } from "./MemberDefinition.ts";

/** Made if this is the first touch. */
export function handWrittenOf(state: EntityState, member: HandWrittenMember): HandWritten {
  const slots = slotsOf(state);
  const slot = handWrittenSlot(state, member.memberIndex);
  return (slots[slot] ??= (member.definition as MemberDefinition).make(
    state,
    member,
  )) as HandWritten;
}
