// What `changes` tells of collections of every kind, from what came and what left.
import type { EntityState } from "../../session/EntityState.ts";

/** `F` is the field of the collection, `M` what its members are. */
export abstract class MembersStatus<F, M> {
  protected readonly state: EntityState;
  protected readonly field: F;

  constructor(state: EntityState, field: F) {
    this.state = state;
    this.field = field;
  }

  abstract get added(): ReadonlyArray<M>;

  abstract get removed(): ReadonlyArray<M>;

  get changed(): ReadonlyArray<M> {
    return [...this.added, ...this.removed];
  }

  get hasChanged(): boolean {
    return this.changed.length > 0;
  }

  get hasUpdated(): boolean {
    return !this.state.isNew && this.hasChanged;
  }
}
