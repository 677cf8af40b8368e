// The rule that a text or a list is not too long.
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { fieldValue } from "./fieldValue.ts";
import { lengthOf } from "./lengthOf.ts";

/**
 * Fails with `<field> must have at most n characters` (code `too-long`), of a list `members`. Without a number it is that of the
 * column, `varchar(n)` or `char(n)`; a column without a length has room for everything.
 * @example
 * config.addRule(maxLengthRule("title"));
 * config.addRule(maxLengthRule("keywords", 10));
 */
export function maxLengthRule<T extends Entity>(
  field: keyof T & string,
  max?: number,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  return builtInRule<T>(
    `maxLengthRule(${field})`,
    (entity) => {
      const value = fieldValue(entity, field);
      const length = lengthOf(value);
      if (length === undefined) return undefined;
      const most = max ?? lengthOfColumn(entity, field);
      if (length <= most) return undefined;
      const what = Array.isArray(value) ? "members" : "characters";
      const message = `${field} must have at most ${most} ${what}`;
      return { message, field, code: ValidationCode.tooLong };
    },
    opts,
  );
}

function lengthOfColumn(entity: Entity, name: string): number {
  const found = BaseEntity.stateOf(entity).meta.fields.get(name);
  return (found !== undefined && "maxLength" in found ? found.maxLength : undefined) ?? Infinity;
}
