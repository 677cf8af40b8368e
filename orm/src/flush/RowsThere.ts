// Rows that another transaction has inserted first, found by the INSERT of entities that take over such rows. The flush answers it:
// nobody else gets to see it.
import type { EntityState } from "../session/EntityState.ts";

export class RowsThere extends Error {
  readonly states: ReadonlyArray<EntityState>;

  constructor(states: ReadonlyArray<EntityState>) {
    super("Rows are there already");
    this.states = states;
  }
}
