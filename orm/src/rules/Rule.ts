// A validation rule, what it may answer, and what is known of one that was registered.
import type { SourceLocation } from "../errors/SourceLocation.ts";
import type { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { Reacted } from "../types/Reacted.ts";

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

/** A rule that is given what its hint names. */
export type ReactiveRule<T extends Entity, H> = (
  entity: Reacted<T, H>,
) => MaybePromise<ValidationRuleResult>;

/** When a built-in rule is asked at all. */
export interface RuleOpts<T extends Entity> {
  readonly if?: (entity: T) => MaybePromise<boolean>;
  readonly unless?: (entity: T) => MaybePromise<boolean>;
}

/** What is said of a recursive relation that comes back to where it was. */
export interface Cycle {
  readonly field: string;
  readonly message: (entity: never, path: ReadonlyArray<Entity>) => string;
}

/** A rule as an entity file registered it. */
export interface RegisteredRule {
  readonly rule: ValidationRule<Entity>;
  /** What it depends on; without a hint it is asked about whatever is written. */
  readonly hint: ReactiveTree | undefined;
  /** A recursive relation that must not come back: then it depends on the relation that is followed, and on nothing else. */
  readonly cycle?: Cycle;
  /** Asked when everything was written, before COMMIT. */
  readonly isOfCommit: boolean;
  /** What it is called in explanations; a function without a name has none. */
  readonly name: string | undefined;
  readonly location: SourceLocation;
}
