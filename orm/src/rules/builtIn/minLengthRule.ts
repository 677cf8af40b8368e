// The rule that a text or a list is not too short.
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { fieldValue } from "./fieldValue.ts";
import { lengthOf } from "./lengthOf.ts";

/**
 * Fails with `<field> must have at least n characters` (code `too-short`), of a list `members`. No value is not too short.
 * @example
 * config.addRule(minLengthRule("password", 12));
 */
export function minLengthRule<T extends Entity>(
  field: keyof T & string,
  min: number,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  return builtInRule<T>(
    `minLengthRule(${field})`,
    (entity) => {
      const value = fieldValue(entity, field);
      const length = lengthOf(value);
      if (length === undefined || length >= min) return undefined;
      const what = Array.isArray(value) ? "members" : "characters";
      const message = `${field} must have at least ${min} ${what}`;
      return { message, field, code: ValidationCode.tooShort };
    },
    opts,
  );
}
