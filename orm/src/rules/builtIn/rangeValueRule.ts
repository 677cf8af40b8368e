// The rule that a number lies between two others.
import type { Entity } from "../../types/Entity.ts";
import type { GenericError, RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { compareNumbers } from "./compareNumbers.ts";
import { fieldValue } from "./fieldValue.ts";

/** What bounds may be: a decimal in text is exact where a number would not be. */
export type Bound = number | bigint | string;

/**
 * Fails with `<field> must be greater than or equal to n` (code `under-min`), `<field> must be smaller than or equal to n` (`over-max`), or
 * `<field> must be a number` (`not-numeric`). No value is in every range.
 * @example
 * config.addRule(rangeValueRule("rating", 1, 5));
 */
export function rangeValueRule<T extends Entity>(
  field: keyof T & string,
  min: Bound | undefined,
  max: Bound | undefined,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const fails = (code: string, message: string): GenericError => ({ message, field, code });
  const notNumeric = fails(ValidationCode.notNumeric, `${field} must be a number`);
  const underMin = fails(
    ValidationCode.underMin,
    `${field} must be greater than or equal to ${min}`,
  );
  const overMax = fails(ValidationCode.overMax, `${field} must be smaller than or equal to ${max}`);
  return builtInRule<T>(
    `rangeValueRule(${field})`,
    (entity) => {
      const value = fieldValue(entity, field);
      if (value === undefined || value === null) return undefined;
      const [overLow, overHigh] = [
        compareNumbers(value, min ?? 0),
        compareNumbers(value, max ?? 0),
      ];
      if (overLow === undefined || overHigh === undefined) return notNumeric;
      if (min !== undefined && overLow < 0) return underMin;
      return max !== undefined && overHigh > 0 ? overMax : undefined;
    },
    opts,
  );
}
