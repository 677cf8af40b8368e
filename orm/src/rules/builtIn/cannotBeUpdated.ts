// The rule behind a field that is given when an entity is made and stays.
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { MaybePromise } from "../../types/MaybePromise.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { fixField } from "./fixedField.ts";
import { hasUpdated } from "./hasUpdated.ts";

/**
 * Fails with `<field> cannot be updated` (code `not-updatable`) when a persisted entity's field was changed.
 * @example
 * config.addRule(cannotBeUpdated("author"));
 * config.addRule(cannotBeUpdated("status", (order) => order.isDraft));
 */
export function cannotBeUpdated<T extends Entity>(
  field: keyof T & string,
  unless?: ((entity: T) => MaybePromise<boolean>) | RuleOpts<T>,
): ValidationRule<T> {
  const opts = typeof unless === "function" ? { unless } : unless;
  const error = { message: `${field} cannot be updated`, field, code: ValidationCode.notUpdatable };
  const rule = builtInRule<T>(
    `cannotBeUpdated(${field})`,
    (entity) => {
      const state = BaseEntity.stateOf(entity);
      return hasUpdated(state, state.meta.fields.get(field)!) ? error : undefined;
    },
    opts,
  );
  if (opts?.if === undefined && opts?.unless === undefined) fixField(rule, field);
  return rule;
}
