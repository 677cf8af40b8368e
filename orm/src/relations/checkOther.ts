// Refuses what cannot be the other end of a relation: entities of another em, of another type, or no entities at all.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import { componentFor } from "../schema/componentFor.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ManyToOneField,
  OneTypeRelationField,
  PolymorphicField,
  RelationField,
} from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

/** The state of `other`. @throws InvalidEntityTypeError (`WRONG_TYPE`), ForeignEntityError (`FOREIGN_ENTITY`) */
export function checkOther(
  state: EntityState,
  field: OneTypeRelationField,
  other: unknown,
): EntityState {
  const otherState = BaseEntity.isEntity(other) ? BaseEntity.stateOf(other) : undefined;
  const isExpected = otherState !== undefined && isOfType(otherState.meta, field.otherMeta);
  if (isExpected && otherState.session === state.session) return otherState;
  throw refusal(state, field, other, [field.otherMeta]);
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
  const metas = field.components.map(({ otherMeta }) => otherMeta);
  throw refusal(state, field, other, metas);
}

function refusal(
  { entity }: EntityState,
  { fieldName }: RelationField,
  other: unknown,
  metas: ReadonlyArray<EntityMeta>,
): ForeignEntityError | InvalidEntityTypeError {
  // The entity of another domain is of another type, even if both have one name.
  const isExpected = (given: EntityMeta): boolean =>
    metas.some((meta) => given.type === meta.type || isOfType(given, meta));
  if (BaseEntity.isEntity(other) && isExpected(BaseEntity.stateOf(other).meta))
    return new ForeignEntityError({ entity: other, other: entity });
  const expected = metas.map(({ type }) => type).join(" or ");
  return new InvalidEntityTypeError({ entity, field: fieldName, value: other, expected });
}
