// A lazy column is loaded with all others of its type, and leads nowhere.
import type { LazyColumnField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { isRead } from "../../session/fieldAccess.ts";
import type { MemberKind } from "./MemberKind.ts";

const none: ReadonlyArray<EntityState> = [];

export const lazyMember: MemberKind<LazyColumnField> = {
  isMany: () => false,
  load(states, field, { forceReload }) {
    const waiting = new Set<Promise<void>>();
    for (const state of states)
      // A new entity has nothing in the database that could be read again.
      if (!isRead(state, field) || (forceReload === true && !state.isNew))
        waiting.add(state.session.ports.loadLazy(state, field));
    return waiting.size === 0 ? undefined : Promise.all(waiting);
  },

  isLoaded(state, field) {
    return isRead(state, field);
  },

  targets() {
    return none;
  },
};
