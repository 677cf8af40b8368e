// Refuses what cannot be the other end of a relation: entities of another em, of another type, or no entities at all.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import { componentFor } from "../schema/componentFor.ts";
import type {
  ManyToOneField,
  OneTypeRelationField,
  PolymorphicField,
  RelationField,
} from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

/** The state of `other`. @throws InvalidEntityTypeError (`WRONG_TYPE`), ForeignEntityError (`FOREIGN_ENTITY`) */
export function checkOther(
  state: EntityState,
  field: OneTypeRelationField,
  other: unknown,
): EntityState {
  const otherState = BaseEntity.isEntity(other) ? BaseEntity.stateOf(other) : undefined;
  if (otherState?.session === state.session && otherState.meta === field.otherMeta)
    return otherState;
  throw refusal(state, field, other, [field.otherMeta.type]);
}

/** The component that serves `other`, and its state. @throws as `checkOther` */
export function checkPolymorphicOther(
  state: EntityState,
  field: PolymorphicField,
  other: unknown,
): [component: ManyToOneField, otherState: EntityState] {
  const otherState = BaseEntity.isEntity(other) ? BaseEntity.stateOf(other) : undefined;
  const component = otherState && componentFor(field, otherState.meta);
  if (component !== undefined && otherState?.session === state.session)
    return [component, otherState];
  const types = field.components.map(({ otherMeta }) => otherMeta.type);
  throw refusal(state, field, other, types);
}

function refusal(
  { entity }: EntityState,
  { fieldName }: RelationField,
  other: unknown,
  types: ReadonlyArray<string>,
): ForeignEntityError | InvalidEntityTypeError {
  if (BaseEntity.isEntity(other) && types.includes(BaseEntity.stateOf(other).meta.type))
    return new ForeignEntityError({ entity: other, other: entity });
  const expected = types.join(" or ");
  return new InvalidEntityTypeError({ entity, field: fieldName, value: other, expected });
}
