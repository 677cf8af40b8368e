// What `changes` tells of a many-to-one.
import type { ManyToOneField } from "../../schema/Field.ts";
import { idOfKey, mapKeyOf } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { ReferenceFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import { targetOf } from "../pointTo.ts";

export class ManyToOneStatus implements ReferenceFieldStatus<Entity, "m2o"> {
  readonly kind = "m2o";
  readonly #state: EntityState;
  readonly #field: ManyToOneField;

  constructor(state: EntityState, field: ManyToOneField) {
    this.#state = state;
    this.#field = field;
  }

  get hasChanged(): boolean {
    return this.#state.isNew ? targetOf(this.#state, this.#field) !== undefined : this.hasUpdated;
  }

  get hasUpdated(): boolean {
    return !this.#state.isNew && this.#state.changed?.has(this.#field) === true;
  }

  get originalValue(): IdType | undefined {
    const key = this.#originalKey();
    return key === undefined ? undefined : idOfKey(this.#field.otherMeta, key);
  }

  get originalEntity(): Promise<Entity | undefined> {
    return this.#loadOriginal();
  }

  async #loadOriginal(): Promise<Entity | undefined> {
    const key = this.#originalKey();
    if (key === undefined) return undefined;
    const { session } = this.#state;
    const { otherMeta } = this.#field;
    if (session.identityMap.find(otherMeta, key) === undefined)
      await session.ports.loadByKey(otherMeta, mapKeyOf(otherMeta, key));
    return session.identityMap.find(otherMeta, key)?.entity;
  }

  #originalKey(): string | undefined {
    return this.#state.row?.[this.#field.index] ?? undefined;
  }
}
