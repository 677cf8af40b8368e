// Members written by hand: their definitions know how they are loaded, their objects what they lead to.
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import { handWrittenOf } from "../derived/handWrittenOf.ts";
import type { MemberDefinition } from "../derived/MemberDefinition.ts";
import type { MemberKind } from "./MemberKind.ts";

export const handWrittenMember: MemberKind<HandWrittenMember> = {
  load(states, member, options) {
    return (member.definition as MemberDefinition).load(states, member, options);
  },
  isMany: ({ definition }) => (definition as MemberDefinition).isMany,
  isLoaded(state, member) {
    return handWrittenOf(state, member).isLoaded;
  },
  targets(state, member, withDeleted = false) {
    return handWrittenOf(state, member).targets(withDeleted);
  },
};
