// Large collections keep nothing, so that one is made whenever it is asked for.
import type { ManyToManyField, OneToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { LargeManyToMany } from "./LargeManyToMany.ts";
import { LargeOneToMany } from "./LargeOneToMany.ts";

/** `field.isLarge` holds. */
export function largeCollectionOf(
  state: EntityState,
  field: OneToManyField | ManyToManyField,
): LargeOneToMany | LargeManyToMany {
  return field.kind === "o2m"
    ? new LargeOneToMany(state, field)
    : new LargeManyToMany(state, field);
}
