// The keys that the database made for rows of one flush. They stand as long as the rows do: what is rolled back gets others.
import { NoIdError } from "../errors/NoIdError.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Cell } from "../sql/Statement.ts";

export class MadeKeys {
  #states: EntityState[] = [];

  /** Gives the keys to the entities of an INSERT, in the order of its rows. @throws NoIdError (`NO_ID`) when a row has none */
  take(states: ReadonlyArray<EntityState>, keys: ReadonlyArray<Cell | undefined>): void {
    for (const [at, state] of states.entries()) {
      const key = keys[at];
      if (key === undefined || key === null) throw new NoIdError({ entity: state.entity });
      state.session.identityMap.setKey(state, key);
      this.#states.push(state);
      // What was known by the entity is known by its key from here on.
      state.session.changes++;
    }
  }

  /** Has the entities without keys again. */
  takeBack(): void {
    for (const state of this.#states.splice(0)) {
      state.session.identityMap.freeKey(state);
      state.mapKey = undefined;
      state.session.changes++;
    }
  }
}
