// Refuses what cannot be the other end of a relation: entities of another em, of another type, or no entities at all.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import type { RelationField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

/** The state of `other`. @throws InvalidEntityTypeError (`WRONG_TYPE`), ForeignEntityError (`FOREIGN_ENTITY`) */
export function checkOther(state: EntityState, field: RelationField, other: unknown): EntityState {
  const otherState = BaseEntity.isEntity(other) ? BaseEntity.stateOf(other) : undefined;
  if (otherState?.session === state.session && otherState.meta === field.otherMeta)
    return otherState;
  if (otherState !== undefined && otherState.meta.type === field.otherMeta.type)
    throw new ForeignEntityError({ entity: otherState.entity, other: state.entity });
  throw new InvalidEntityTypeError({
    entity: state.entity,
    field: field.fieldName,
    value: other,
    expected: field.otherMeta.type,
  });
}
