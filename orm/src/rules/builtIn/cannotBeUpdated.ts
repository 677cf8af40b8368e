// The rule behind a field that is given when an entity is made and stays.
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { MaybePromise } from "../../types/MaybePromise.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { hasUpdated } from "./hasUpdated.ts";

/** Stands on a rule that holds without conditions: nobody needs to react to its field. */
const fixed: unique symbol = Symbol("fixed field");

/**
 * Fails with `<field> cannot be updated` (code `not-updatable`) when a persisted entity's field was changed. Without a condition
 * the field is taken to be immutable: a reactive hint that names it does not react to it.
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
  const isFixed = opts?.if === undefined && opts?.unless === undefined;
  return isFixed ? Object.defineProperty(rule, fixed, { value: field }) : rule;
}

/** The field that a rule keeps as it is, if it is one that does. */
export function fixedFieldOf(rule: ValidationRule<Entity>): string | undefined {
  return (rule as { readonly [fixed]?: string })[fixed];
}
