// A recursive collection is loaded by loading the relation that it follows, for all entities in one statement.
import type { RecursiveField } from "../../schema/Field.ts";
import { recursiveMembersOf } from "../recursive/recursiveMembersOf.ts";
import { statesIn } from "../statesIn.ts";
import type { MemberKind } from "./MemberKind.ts";

export const recursiveMember: MemberKind<RecursiveField> = {
  isMany: () => true,
  load(states, field, { forceReload = false }) {
    const waiting = states
      .map((state) => recursiveMembersOf(state, field))
      .filter((members) => forceReload || !members.isLoaded)
      .map((members) => members.loadPath({ forceReload }));
    return waiting.length === 0 ? undefined : Promise.all(waiting);
  },

  isLoaded(state, field) {
    return recursiveMembersOf(state, field).isLoaded;
  },

  targets(state, field, withDeleted = false) {
    const members = recursiveMembersOf(state, field);
    if (!members.isLoaded) return [];
    return statesIn(withDeleted ? members.getWithDeleted : members.get);
  },
};
