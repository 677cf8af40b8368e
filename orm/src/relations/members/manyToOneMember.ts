// A many-to-one knows its target's key: the rows of all targets that are not in memory are one load.
import type { ManyToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { targetOf } from "../pointTo.ts";
import type { MemberKind } from "./MemberKind.ts";

const none: ReadonlyArray<EntityState> = [];

export const manyToOneMember: MemberKind<ManyToOneField> = {
  load(states, field) {
    const { otherMeta } = field;
    const keys = new Set<string>();
    for (const state of states) {
      const target = targetOf(state, field);
      if (typeof target === "string" && inMemory(state, field, target) === undefined)
        keys.add(target);
    }
    if (keys.size === 0) return undefined;
    return states[0]!.session.ports.loadByKeys(otherMeta, [...keys]);
  },

  isMany: () => false,

  isLoaded(state, field) {
    const target = targetOf(state, field);
    return typeof target !== "string" || inMemory(state, field, target) !== undefined;
  },

  targets(state, field, withDeleted = false) {
    const target = targetOf(state, field);
    const found = typeof target === "string" ? inMemory(state, field, target) : target;
    return found === undefined || (found.isDeleted && !withDeleted) ? none : [found];
  },
};

function inMemory(
  state: EntityState,
  { otherMeta }: ManyToOneField,
  key: string,
): EntityState | undefined {
  return state.session.identityMap.find(otherMeta, key);
}
