// One round of validation: asks rules about entities, all of them at once, and collects everything that fails. What is reported
// has the order of the entities and of their rules, whichever of them had to wait.
import { type ValidationError, ValidationErrors } from "../errors/ValidationErrors.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { ValidationRule, ValidationRuleResult } from "./Rule.ts";

/** A rule and one of the entities that it is asked about. */
export interface RuleCall {
  readonly entity: Entity;
  readonly rule: ValidationRule<Entity>;
}

/** What a rule answered or threw; nothing is kept of one that is content. */
interface Outcome {
  readonly entity: Entity | undefined;
  result?: ValidationRuleResult;
  thrown?: unknown;
}

export class Validation {
  readonly #outcomes: Outcome[] = [];

  /** Asks rules; there is nothing to wait for when all of them answer at once. */
  ask(calls: Iterable<RuleCall>): Promise<unknown> | undefined {
    const waiting: Array<Promise<void>> = [];
    for (const { entity, rule } of calls) this.#ask(rule, entity, waiting);
    return waiting.length === 0 ? undefined : Promise.all(waiting);
  }

  /** Asks all rules of entities about each of them, in the order of the entities. */
  askAll(
    lists: ReadonlyArray<ReadonlyArray<EntityState>>,
    rulesOf: (meta: EntityMeta) => ReadonlyArray<ValidationRule<Entity>>,
  ): Promise<unknown> | undefined {
    const waiting: Array<Promise<void>> = [];
    let type: EntityMeta | undefined;
    let rules: ReadonlyArray<ValidationRule<Entity>> = [];
    for (const states of lists)
      for (const { entity, meta } of states) {
        // Entities of a type mostly come in a row.
        if (meta !== type) {
          type = meta;
          rules = rulesOf(meta);
        }
        for (const rule of rules) this.#ask(rule, entity, waiting);
      }
    return waiting.length === 0 ? undefined : Promise.all(waiting);
  }

  /** Holds back what was thrown on the way to a rule: like what a rule throws, it may come of what another rule complains about. */
  holdBack(thrown: unknown): void {
    this.#outcomes.push({ entity: undefined, thrown });
  }

  /** Puts what is behind an error in the place of what rules threw. */
  async explain(explain: (thrown: unknown) => Promise<unknown>): Promise<void> {
    for (const outcome of this.#outcomes)
      if ("thrown" in outcome) outcome.thrown = await explain(outcome.thrown);
  }

  /**
   * @throws ValidationErrors (`VALIDATION`) naming every rule of every entity that failed; when none did, what a rule threw:
   * a rule often throws only because a value is missing that another rule asks for.
   */
  finish(): void {
    if (this.#outcomes.length === 0) return;
    const errors = this.#outcomes.flatMap(errorsOf);
    const failure = this.#outcomes.find((outcome) => "thrown" in outcome);
    if (errors.length > 0) throw new ValidationErrors(errors, failure?.thrown);
    if (failure !== undefined) throw failure.thrown;
  }

  #ask(rule: ValidationRule<Entity>, entity: Entity, waiting: Array<Promise<void>>): void {
    try {
      const result = rule(entity);
      if (result === undefined) return;
      if (isPromise(result)) waiting.push(this.#keepLater(entity, result));
      else this.#outcomes.push({ entity, result });
    } catch (thrown) {
      this.#outcomes.push({ entity, thrown });
    }
  }

  /** Takes the place of an answer that is not there yet. */
  async #keepLater(entity: Entity, result: PromiseLike<ValidationRuleResult>): Promise<void> {
    const outcome: Outcome = { entity };
    this.#outcomes.push(outcome);
    try {
      outcome.result = await result;
    } catch (thrown) {
      outcome.thrown = thrown;
    }
  }
}

function isPromise(
  result: MaybePromise<ValidationRuleResult>,
): result is PromiseLike<ValidationRuleResult> {
  return typeof result === "object" && "then" in result;
}

function errorsOf({ entity, result }: Outcome): ValidationError[] {
  if (result === undefined) return [];
  const list = Array.isArray(result) ? result : [result];
  return list.map((item) => ({
    entity,
    ...(typeof item === "string" ? { message: item } : item),
  }));
}
