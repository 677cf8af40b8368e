// The rule behind every NOT NULL column that is lazy.
import type { ColumnField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import { isRead, readColumn } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";

/**
 * Fails with `<field> is required` (code `required`) while the field has no value: of a new entity, and of one whose field was
 * loaded or set. What was not loaded is what the database has, which is a value.
 * @example
 * config.addRule(newRequiredLazyFieldRule("body"));
 */
export function newRequiredLazyFieldRule<T extends Entity>(
  field: keyof T & string,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const error = { message: `${field} is required`, field, code: ValidationCode.required };
  return builtInRule<T>(
    `newRequiredLazyFieldRule(${field})`,
    (entity) => {
      const state = BaseEntity.stateOf(entity);
      const column = state.meta.fields.get(field) as ColumnField;
      return isRead(state, column) && readColumn(state, column) === undefined ? error : undefined;
    },
    opts,
  );
}
