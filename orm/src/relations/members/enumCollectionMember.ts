// The codes of an enum collection are asked for as other rows are, and lead to no entities.
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { relationOf, touchedRelationOf } from "../relationOf.ts";
import type { MemberKind } from "./MemberKind.ts";

const none: ReadonlyArray<EntityState> = [];

export const enumCollectionMember: MemberKind<EnumCollectionField> = {
  load(states, field, { forceReload }) {
    const unloaded = states.flatMap((state) => {
      const relation = relationOf(state, field);
      // A new entity has nothing in the database that could be read again.
      return !relation.isLoaded || (forceReload === true && !state.isNew) ? [relation] : [];
    });
    return states[0]?.session.ports.loadRelations(unloaded);
  },

  isLoaded(state, field) {
    return state.number > 0 || touchedRelationOf(state, field)?.isLoaded === true;
  },

  isMany: () => true,
  targets: () => none,
};
