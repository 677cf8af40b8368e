// What all built-in rules have in common: a name for explanations, and conditions under which they are asked.
import type { Entity } from "../../types/Entity.ts";
import type { MaybePromise } from "../../types/MaybePromise.ts";
import type { RuleOpts, ValidationRule, ValidationRuleResult } from "../Rule.ts";

/** The rule, asked only where its conditions hold; without conditions it is the function itself. */
export function builtInRule<T extends Entity>(
  name: string,
  rule: ValidationRule<T>,
  opts: RuleOpts<T> | undefined,
): ValidationRule<T> {
  const asked = opts?.if === undefined && opts?.unless === undefined ? rule : asksFirst(rule, opts);
  return Object.defineProperty(asked, "name", { value: name });
}

function asksFirst<T extends Entity>(
  rule: ValidationRule<T>,
  opts: RuleOpts<T>,
): ValidationRule<T> {
  return (entity) => {
    const isWanted = opts.if?.(entity) ?? true;
    const isUnwanted = opts.unless?.(entity) ?? false;
    if (typeof isWanted === "boolean" && typeof isUnwanted === "boolean")
      return isWanted && !isUnwanted ? rule(entity) : undefined;
    return askLater(rule, entity, isWanted, isUnwanted);
  };
}

async function askLater<T extends Entity>(
  rule: ValidationRule<T>,
  entity: T,
  isWanted: MaybePromise<boolean>,
  isUnwanted: MaybePromise<boolean>,
): Promise<ValidationRuleResult> {
  const [wanted, unwanted] = await Promise.all([isWanted, isUnwanted]);
  return wanted && !unwanted ? rule(entity) : undefined;
}
