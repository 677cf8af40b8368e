// Runs rules on entities, all of them at once, and collects everything that fails: what is reported has the order of the entities
// and of their rules, whichever of them had to wait.
import { type ValidationError, ValidationErrors } from "../errors/ValidationErrors.ts";
import type { Entity } from "../types/Entity.ts";
import type { ValidationRule, ValidationRuleResult } from "./Rule.ts";

/** A rule and one of the entities that it is asked about. */
export interface RuleCall {
  readonly entity: Entity;
  readonly rule: ValidationRule<Entity>;
}

/**
 * @throws ValidationErrors (`VALIDATION`) naming every rule of every entity that failed; when none did, what a rule threw:
 * a rule often throws only because a value is missing that another rule asks for.
 */
export async function runRules(calls: Iterable<RuleCall>): Promise<void> {
  const outcomes: Outcome[] = [];
  const waiting: Array<Promise<void>> = [];
  for (const { entity, rule } of calls) {
    try {
      const result = rule(entity);
      if (isPromise(result)) waiting.push(keepLater(outcomes, entity, result));
      else if (result !== undefined) outcomes.push({ entity, result });
    } catch (thrown) {
      outcomes.push({ entity, thrown });
    }
  }
  if (waiting.length > 0) await Promise.all(waiting);
  if (outcomes.length === 0) return;
  const errors = outcomes.flatMap(errorsOf);
  const failure = outcomes.find((outcome) => "thrown" in outcome);
  if (errors.length > 0) throw new ValidationErrors(errors, failure?.thrown);
  if (failure !== undefined) throw failure.thrown;
}

/** What a rule answered or threw; nothing is kept of one that is content. */
interface Outcome {
  readonly entity: Entity;
  result?: ValidationRuleResult;
  thrown?: unknown;
}

/** Takes the place of an answer that is not there yet. */
async function keepLater(
  outcomes: Outcome[],
  entity: Entity,
  result: PromiseLike<ValidationRuleResult>,
): Promise<void> {
  const outcome: Outcome = { entity };
  outcomes.push(outcome);
  try {
    outcome.result = await result;
  } catch (thrown) {
    outcome.thrown = thrown;
  }
}

function isPromise(result: unknown): result is PromiseLike<ValidationRuleResult> {
  return typeof result === "object" && result !== null && "then" in result;
}

function errorsOf({ entity, result }: Outcome): ValidationError[] {
  if (result === undefined) return [];
  const list = Array.isArray(result) ? result : [result];
  return list.map((item) => ({
    entity,
    ...(typeof item === "string" ? { message: item } : item),
  }));
}
