// The rule behind a relation that leads to fewer types in a subtype than in what it extends.
import { targetOf } from "../../relations/pointTo.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import { isOfType } from "../../schema/isOfType.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity } from "../../types/Entity.ts";
import type { GenericError, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";

/**
 * Fails with `<relation> must be a <Type> not <entity>` (code `must-be-subtype`) while a reference leads to an entity that is
 * not of the named type. It is asked when the reference changed.
 * @example
 * config.addRule(mustBeSubType("group", "SmallPublisherGroup"));
 *
 * **SQL**: loads the targets that are not in memory, in the tick's batch.
 */
export function mustBeSubType<T extends Entity>(
  relation: keyof T & string,
  type: string,
): ValidationRule<T> {
  const rule: ValidationRule<T> = (entity) => {
    const state = BaseEntity.stateOf(entity);
    const { session, meta } = state;
    const field = meta.fields.get(relation) as ManyToOneField;
    const target = targetOf(state, field);
    if (target === undefined || !(state.isNew || state.changed?.has(field))) return undefined;
    const expected = session.domain.getMetadata(type);
    const check = (found: EntityState | undefined): GenericError | undefined =>
      found === undefined || isOfType(found.meta, expected)
        ? undefined
        : {
            message: `${relation} must be a ${type} not ${found.name}`,
            field: relation,
            code: ValidationCode.mustBeSubType,
          };
    if (typeof target === "object") return check(target);
    const inMemory = session.identityMap.find(field.otherMeta, target);
    if (inMemory !== undefined) return check(inMemory);
    return session.ports
      .loadByKey(field.otherMeta, target)
      .then(() => check(session.identityMap.find(field.otherMeta, target)));
  };
  return builtInRule(`mustBeSubType(${relation})`, rule, undefined);
}
