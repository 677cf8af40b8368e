// Refuses what cannot be the other end of a relation: entities of another em, of another type, or no entities at all.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import type { RelationField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

/** The state of `other`. @throws InvalidEntityTypeError (`WRONG_TYPE`), ForeignEntityError (`FOREIGN_ENTITY`) */
export function checkOther(state: EntityState, field: RelationField, other: unknown): EntityState {
  const otherState = BaseEntity.isEntity(other) ? BaseEntity.stateOf(other) : undefined;
  const isExpected = otherState !== undefined && isOfType(otherState.meta, field.otherMeta);
  if (isExpected && otherState.session === state.session) return otherState;
  // The entity of another domain is of another type, even if both have one name.
  if (isExpected || otherState?.meta.type === field.otherMeta.type)
    throw new ForeignEntityError({ entity: otherState.entity, other: state.entity });
  throw new InvalidEntityTypeError({
    entity: state.entity,
    field: field.fieldName,
    value: other,
    expected: field.otherMeta.type,
  });
}
