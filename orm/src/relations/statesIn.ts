// The entities in what a member reads as: one, a list, or something that is no entity.
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

const none: ReadonlyArray<EntityState> = [];

export function statesIn(value: unknown): ReadonlyArray<EntityState> {
  if (Array.isArray(value))
    return value.flatMap((each: unknown) =>
      BaseEntity.isEntity(each) ? [BaseEntity.stateOf(each)] : [],
    );
  return BaseEntity.isEntity(value) ? [BaseEntity.stateOf(value)] : none;
}
