// Runs the rules of entities and collects all that fail.
import { type ValidationError, ValidationErrors } from "../errors/ValidationErrors.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { ValidationRule, ValidationRuleResult } from "./Rule.ts";

/**
 * @throws ValidationErrors (`VALIDATION`) naming every rule of every entity that failed; when none did, what a rule threw:
 * a rule often throws only because a value is missing that another rule asks for.
 */
export async function validate(states: Iterable<EntityState>): Promise<void> {
  const errors: ValidationError[] = [];
  const thrown: unknown[] = [];
  const waiting: Array<Promise<void>> = [];
  const known = new Map<EntityMeta, ReadonlyArray<ValidationRule<Entity>>>();
  for (const { entity, meta } of states) {
    const keep = (result: ValidationRuleResult): void => {
      errors.push(...errorsOf(entity, result));
    };
    for (const rule of rulesOf(meta, known)) {
      try {
        const result = rule(entity);
        if (result instanceof Promise)
          waiting.push(result.then(keep).catch((error: unknown) => void thrown.push(error)));
        else if (result !== undefined) keep(result as ValidationRuleResult);
      } catch (error) {
        thrown.push(error);
      }
    }
  }
  await Promise.all(waiting);
  if (errors.length > 0) throw new ValidationErrors(errors, thrown[0]);
  if (thrown.length > 0) throw thrown[0];
}

/** The rules of a type and of what it extends, looked up once. */
function rulesOf(
  meta: EntityMeta,
  known: Map<EntityMeta, ReadonlyArray<ValidationRule<Entity>>>,
): ReadonlyArray<ValidationRule<Entity>> {
  let rules = known.get(meta);
  if (rules === undefined) {
    rules = ConfigApi.allOf(meta).flatMap((config) => config.rules);
    known.set(meta, rules);
  }
  return rules;
}

function errorsOf(entity: Entity, result: ValidationRuleResult): ValidationError[] {
  if (result === undefined) return [];
  const list = Array.isArray(result) ? result : [result];
  return list.map((item) => ({
    entity,
    ...(typeof item === "string" ? { message: item } : item),
  }));
}
