// What `changes` tells of a one-to-one, seen from the side without the foreign key.
import type { OneToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { ReferenceFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import type { OneToOne } from "../OneToOne.ts";
import { relationOf, touchedRelationOf } from "../relationOf.ts";
import { childrenThatCame } from "./childrenThatCame.ts";
import { childrenThatLeft } from "./childrenThatLeft.ts";

export class OneToOneStatus implements ReferenceFieldStatus<Entity, "o2o"> {
  readonly kind = "o2o";
  readonly #state: EntityState;
  readonly #field: OneToOneField;

  constructor(state: EntityState, field: OneToOneField) {
    this.#state = state;
    this.#field = field;
  }

  get hasChanged(): boolean {
    const { otherField } = this.#field;
    return (
      childrenThatCame(this.#state, this.#field).length > 0 ||
      childrenThatLeft(this.#state, otherField).length > 0
    );
  }

  get hasUpdated(): boolean {
    return !this.#state.isNew && this.hasChanged;
  }

  get originalValue(): IdType | undefined {
    const relation = touchedRelationOf(this.#state, this.#field) as OneToOne | undefined;
    const [left] = childrenThatLeft(this.#state, this.#field.otherField);
    return (relation?.stored ?? left?.entity)?.idMaybe;
  }

  get originalEntity(): Promise<Entity | undefined> {
    return (relationOf(this.#state, this.#field) as OneToOne).loadStored();
  }
}
