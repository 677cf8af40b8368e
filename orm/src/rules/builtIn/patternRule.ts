// The rule that a text looks as it should.
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { fieldValue } from "./fieldValue.ts";

/**
 * Fails with the message, or `<field> does not match /…/` (code `pattern`), when a text does not match. No value matches.
 * @example
 * config.addRule(patternRule("zip", /^\d{5}$/, "zip must have five digits"));
 */
export function patternRule<T extends Entity>(
  field: keyof T & string,
  pattern: RegExp,
  message: string = `${field} does not match ${String(pattern)}`,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  // With these flags a pattern remembers where it last matched.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  const error = { message, field, code: ValidationCode.pattern };
  return builtInRule<T>(
    `patternRule(${field})`,
    (entity) => {
      const value = fieldValue(entity, field);
      return typeof value !== "string" || stateless.test(value) ? undefined : error;
    },
    opts,
  );
}
