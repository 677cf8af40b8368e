// What other rows say of an entity: one-to-many, one-to-one and many-to-many have to be asked for, and remember the answer.
import type { ManyToManyField, OneToManyField, OneToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { ManyToMany } from "../ManyToMany.ts";
import type { OneToMany } from "../OneToMany.ts";
import type { OneToOne } from "../OneToOne.ts";
import { relationOf, touchedRelationOf } from "../relationOf.ts";
import { statesIn } from "../statesIn.ts";
import type { MemberKind } from "./MemberKind.ts";

type StoredField = OneToManyField | OneToOneField | ManyToManyField;
type Stored = OneToMany | OneToOne | ManyToMany;

const none: ReadonlyArray<EntityState> = [];

export const storedMember: MemberKind<StoredField> = {
  load(states, field, { forceReload }) {
    const unloaded: Stored[] = [];
    for (const state of states) {
      const relation = relationOf(state, field) as Stored;
      // A new entity has nothing in the database that could be read again.
      if (!relation.isLoaded || (forceReload === true && !state.isNew)) unloaded.push(relation);
    }
    return states[0]?.session.ports.loadRelations(unloaded);
  },

  isMany: ({ kind }) => kind !== "o2o",

  isLoaded(state, field) {
    return state.number > 0 || touchedRelationOf(state, field)?.isLoaded === true;
  },

  targets(state, field, withDeleted = false) {
    const relation = relationOf(state, field) as Stored;
    if (!relation.isLoaded) return none;
    const value = withDeleted ? relation.getWithDeleted : relation.get;
    return statesIn(value);
  },
};
