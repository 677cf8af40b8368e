// A validation rule and what it may answer.
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";

/** What a rule says is wrong, with the field it is about and a stable code. */
export interface GenericError {
  readonly message: string;
  readonly field?: string;
  readonly code?: string;
}

/** Nothing, a message, or several. */
export type ValidationRuleResult =
  | string
  | GenericError
  | ReadonlyArray<string | GenericError>
  | undefined
  | void;

/** Says what is wrong with an entity that is about to be written. */
export type ValidationRule<T extends Entity> = (entity: T) => MaybePromise<ValidationRuleResult>;
