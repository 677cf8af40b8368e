// The rule that a number is not too great.
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { type Bound, rangeValueRule } from "./rangeValueRule.ts";

/**
 * Fails with `<field> must be smaller than or equal to n` (code `over-max`). No value is not too great.
 * @example
 * config.addRule(maxValueRule("discount", 100));
 */
export function maxValueRule<T extends Entity>(
  field: keyof T & string,
  max: Bound,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const rule = rangeValueRule<T>(field, undefined, max, opts);
  return Object.defineProperty(rule, "name", { value: `maxValueRule(${field})` });
}
