// From what a factory was told about a relation to the entity at its other end.
import { FactoryNotRegisteredError } from "../errors/FactoryNotRegisteredError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { OneTypeRelationField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { isTaggedIdOf, keyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { FactoryCall } from "./FactoryCall.ts";
import type { Factory } from "./registerFactories.ts";
import { targetTypeOf } from "./targetTypeOf.ts";

/**
 * The entity that `value` stands for. Options have a new one made that leads back here; an id of a row that is not in memory
 * is answered by its key.
 * @throws FactoryNotRegisteredError (`FACTORY`), InvalidValueError (`INVALID_VALUE`) for a temporary name that nobody has
 */
export function makeOther(
  call: FactoryCall,
  state: EntityState,
  field: OneTypeRelationField,
  value: unknown,
): EntityState | string {
  if (BaseEntity.isEntity(value)) return BaseEntity.stateOf(value);
  if (isTemporaryName(field, value)) return entityNamed(state, field, value);
  if (isId(field, value)) {
    const key = keyOfId(field.otherMeta, value);
    return state.session.identityMap.find(field.otherMeta, key) ?? key;
  }
  const opts = isPlainObject(value) ? call.extend(leadingBack(state, field, value)) : value;
  const made = BaseEntity.stateOf(
    factoryOf(targetTypeOf(state, field))(state.session.em as never, opts as never),
  );
  call.see(made);
  return made;
}

function isTemporaryName({ otherMeta }: OneTypeRelationField, value: unknown): value is string {
  return typeof value === "string" && value.startsWith(`${otherMeta.tagName}#`);
}

function entityNamed(state: EntityState, field: OneTypeRelationField, name: string): EntityState {
  const number = Number(name.slice(field.otherMeta.tagName.length + 1));
  const found = state.session.identityMap.all.find(
    (other) => isOfType(other.meta, field.otherMeta) && other.number === number,
  );
  if (found !== undefined) return found;
  throw new InvalidValueError({
    entity: state.entity,
    field: field.fieldName,
    reason: `cannot be ${name}: there is no such entity in this em`,
  });
}

/** Numbers and texts that are no ids are for the other entity's factory to make sense of. */
function isId({ otherMeta }: OneTypeRelationField, value: unknown): boolean {
  switch (otherMeta.idType) {
    case "tagged-string":
      return isTaggedIdOf(otherMeta, value);
    case "untagged-string":
      return typeof value === "string";
    case "number":
    case "bigint":
      return typeof value === otherMeta.idType;
  }
}

/** The options, with the entity that asks for a new one standing in the relation that leads back to it. */
function leadingBack(
  { entity }: EntityState,
  { otherField }: OneTypeRelationField,
  opts: Readonly<Record<string, unknown>>,
): object {
  const { kind, fieldName } = otherField;
  if (kind === "m2o" || kind === "o2o") return { ...opts, [fieldName]: entity };
  const others = (opts[fieldName] ?? []) as ReadonlyArray<unknown>;
  return { ...opts, [fieldName]: [entity, ...others] };
}

function factoryOf({ domain, type }: EntityMeta): (...args: Parameters<Factory>) => Entity {
  const factory = domain.factories.get(type) as Factory | undefined;
  if (factory === undefined) throw new FactoryNotRegisteredError({ type });
  return factory;
}
