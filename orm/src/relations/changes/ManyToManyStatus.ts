// What `changes` tells of a many-to-many.
import type { ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { CollectionFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { ManyToMany } from "../ManyToMany.ts";
import { relationOf } from "../relationOf.ts";

export class ManyToManyStatus implements CollectionFieldStatus<Entity, "m2m"> {
  readonly kind = "m2m";
  readonly #state: EntityState;
  readonly #field: ManyToManyField;

  constructor(state: EntityState, field: ManyToManyField) {
    this.#state = state;
    this.#field = field;
  }

  get added(): ReadonlyArray<Entity> {
    const { joinRows } = this.#state.session;
    return living(joinRows.addedTo(this.#field, this.#state));
  }

  get removed(): ReadonlyArray<Entity> {
    const { joinRows } = this.#state.session;
    return joinRows.removedFrom(this.#field, this.#state).map(({ entity }) => entity);
  }

  get changed(): ReadonlyArray<Entity> {
    return [...this.added, ...this.removed];
  }

  get hasChanged(): boolean {
    return this.changed.length > 0;
  }

  get hasUpdated(): boolean {
    return !this.#state.isNew && this.hasChanged;
  }

  get originalEntities(): Promise<ReadonlyArray<Entity>> {
    return (relationOf(this.#state, this.#field) as ManyToMany).loadStored();
  }
}

function living(states: ReadonlyArray<EntityState>): ReadonlyArray<Entity> {
  return states.filter(({ isDeleted }) => !isDeleted).map(({ entity }) => entity);
}
