// What `changes` tells of an enum collection.
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { EnumCollectionFieldStatus } from "../../types/Changes.ts";
import type { EnumCollection } from "../EnumCollection.ts";
import { relationOf } from "../relationOf.ts";

export class EnumCollectionStatus implements EnumCollectionFieldStatus<string> {
  readonly kind = "m2mEnum";
  readonly #state: EntityState;
  readonly #field: EnumCollectionField;

  constructor(state: EntityState, field: EnumCollectionField) {
    this.#state = state;
    this.#field = field;
  }

  get added(): ReadonlyArray<string> {
    return this.#codes("added");
  }

  get removed(): ReadonlyArray<string> {
    return this.#codes("removed");
  }

  get changed(): ReadonlyArray<string> {
    return [...this.added, ...this.removed];
  }

  get hasChanged(): boolean {
    return this.changed.length > 0;
  }

  get hasUpdated(): boolean {
    return !this.#state.isNew && this.hasChanged;
  }

  get originalValues(): Promise<ReadonlyArray<string>> {
    return (relationOf(this.#state, this.#field) as EnumCollection).loadStored();
  }

  #codes(wanted: "added" | "removed"): string[] {
    const changes = this.#state.session.enumRows.of(this.#field, this.#state);
    return [...changes].flatMap(([code, change]) => (change === wanted ? [code] : []));
  }
}
