// The objects of recursive collections: made when first asked for, one per member.
import type { RecursiveField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { slotsOf } from "../../session/slots.ts";
import { RecursiveMembers } from "./RecursiveMembers.ts";

export function recursiveMembersOf(state: EntityState, field: RecursiveField): RecursiveMembers {
  return (slotsOf(state)[field.relationIndex] ??= new RecursiveMembers(
    state,
    field,
  )) as RecursiveMembers;
}
