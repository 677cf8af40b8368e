// The rule that a number is not too small.
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { type Bound, rangeValueRule } from "./rangeValueRule.ts";

/**
 * Fails with `<field> must be greater than or equal to n` (code `under-min`). No value is not too small.
 * @example
 * config.addRule(minValueRule("price", "0.01"));
 */
export function minValueRule<T extends Entity>(
  field: keyof T & string,
  min: Bound,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const rule = rangeValueRule<T>(field, min, undefined, opts);
  return Object.defineProperty(rule, "name", { value: `minValueRule(${field})` });
}
