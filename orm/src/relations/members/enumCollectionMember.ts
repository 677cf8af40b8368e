// The codes of an enum collection are asked for as other rows are, and lead to no entities.
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { relationOf, touchedRelationOf } from "../relationOf.ts";
import type { MemberKind } from "./MemberKind.ts";

const none: ReadonlyArray<EntityState> = [];

export const enumCollectionMember: MemberKind<EnumCollectionField> = {
  load(states, field, { forceReload }) {
    const waiting = new Set<Promise<void>>();
    for (const state of states) {
      const relation = relationOf(state, field);
      // A new entity has nothing in the database that could be read again.
      if (!relation.isLoaded || (forceReload === true && !state.isNew))
        waiting.add(state.session.ports.loadRelation(relation));
    }
    return waiting.size === 0 ? undefined : Promise.all(waiting);
  },

  isLoaded(state, field) {
    return state.number > 0 || touchedRelationOf(state, field)?.isLoaded === true;
  },

  isMany: () => true,
  targets: () => none,
};
