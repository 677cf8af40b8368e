// A validation rule, what it may answer, and what is known of one that was registered.
import type { SourceLocation } from "../errors/SourceLocation.ts";
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

/** When a built-in rule is asked at all. */
export interface RuleOpts<T extends Entity> {
  readonly if?: (entity: T) => MaybePromise<boolean>;
  readonly unless?: (entity: T) => MaybePromise<boolean>;
}

/** A rule as an entity file registered it. */
export interface RegisteredRule {
  readonly rule: ValidationRule<Entity>;
  /** What it is called in explanations; a function without a name has none. */
  readonly name: string | undefined;
  readonly location: SourceLocation;
}
