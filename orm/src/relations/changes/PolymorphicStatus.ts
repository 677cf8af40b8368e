// What `changes` tells of a polymorphic reference: what its components tell.
import type { PolymorphicField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { ReferenceFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import { ManyToOneStatus } from "./ManyToOneStatus.ts";

export class PolymorphicStatus implements ReferenceFieldStatus<Entity, "poly"> {
  readonly kind = "poly";
  readonly #components: ReadonlyArray<ManyToOneStatus>;

  constructor(state: EntityState, { components }: PolymorphicField) {
    this.#components = components.map((component) => new ManyToOneStatus(state, component));
  }

  get hasChanged(): boolean {
    return this.#components.some(({ hasChanged }) => hasChanged);
  }

  get hasUpdated(): boolean {
    return this.#components.some(({ hasUpdated }) => hasUpdated);
  }

  get originalValue(): IdType | undefined {
    return this.#original?.originalValue;
  }

  get originalEntity(): Promise<Entity | undefined> {
    return this.#original?.originalEntity ?? Promise.resolve(undefined);
  }

  /** The first that led somewhere. */
  get #original(): ManyToOneStatus | undefined {
    return this.#components.find(({ originalValue }) => originalValue !== undefined);
  }
}
