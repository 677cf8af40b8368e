// The rule that a text can be an email address.
import type { Entity } from "../../types/Entity.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { patternRule } from "./patternRule.ts";

// What the HTML standard takes for `<input type="email">`, with a dot in the domain. No part of it can match in two ways, so that a long
// text costs no more than its length.
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/**
 * Fails with `<field> must be an email address` (code `pattern`). Whether anybody reads mail there, only a mail can tell.
 * @example
 * config.addRule(emailRule("email"));
 */
export function emailRule<T extends Entity>(
  field: keyof T & string,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const rule = patternRule<T>(field, email, `${field} must be an email address`, opts);
  return Object.defineProperty(rule, "name", { value: `emailRule(${field})` });
}
