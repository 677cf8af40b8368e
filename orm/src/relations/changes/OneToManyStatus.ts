// What `changes` tells of a one-to-many.
import type { OneToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { CollectionFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { OneToMany } from "../OneToMany.ts";
import { relationOf } from "../relationOf.ts";
import { childrenThatCame } from "./childrenThatCame.ts";
import { childrenThatLeft } from "./childrenThatLeft.ts";

export class OneToManyStatus implements CollectionFieldStatus<Entity, "o2m"> {
  readonly kind = "o2m";
  readonly #state: EntityState;
  readonly #field: OneToManyField;

  constructor(state: EntityState, field: OneToManyField) {
    this.#state = state;
    this.#field = field;
  }

  get added(): ReadonlyArray<Entity> {
    return childrenThatCame(this.#state, this.#field).map(({ entity }) => entity);
  }

  get removed(): ReadonlyArray<Entity> {
    return childrenThatLeft(this.#state, this.#field.otherField).map(({ entity }) => entity);
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
    const relation = relationOf(this.#state, this.#field) as OneToMany;
    return relation.loadStored();
  }
}
