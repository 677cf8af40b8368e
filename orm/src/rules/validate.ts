// Runs the rules of entities and collects all that fail.
import { type ValidationError, ValidationErrors } from "../errors/ValidationErrors.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { ValidationRuleResult } from "./Rule.ts";

/** @throws ValidationErrors (`VALIDATION`) naming every rule of every entity that failed */
export async function validate(states: Iterable<EntityState>): Promise<void> {
  const errors: ValidationError[] = [];
  const waiting: Array<Promise<void>> = [];
  for (const { entity, meta } of states) {
    for (const rule of ConfigApi.of(meta)?.rules ?? []) {
      const result = rule(entity);
      if (result instanceof Promise)
        waiting.push(result.then((late) => void errors.push(...errorsOf(entity, late))));
      else if (result !== undefined)
        errors.push(...errorsOf(entity, result as ValidationRuleResult));
    }
  }
  await Promise.all(waiting);
  if (errors.length > 0) throw new ValidationErrors(errors);
}

function errorsOf(entity: Entity, result: ValidationRuleResult): ValidationError[] {
  if (result === undefined) return [];
  const list = Array.isArray(result) ? result : [result];
  return list.map((item) => ({
    entity,
    ...(typeof item === "string" ? { message: item } : item),
  }));
}
