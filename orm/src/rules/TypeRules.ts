// The rules of one entity type that depend on nothing but the entity: those of its bases, the root's first, then its own.
import type { Entity } from "../types/Entity.ts";
import type { RegisteredRule, ValidationRule } from "./Rule.ts";

export class TypeRules {
  /** Asked before anything is sent. */
  readonly validation: ReadonlyArray<ValidationRule<Entity>>;
  /** Asked before COMMIT. */
  readonly commit: ReadonlyArray<ValidationRule<Entity>>;

  constructor(rules: ReadonlyArray<RegisteredRule>) {
    const simple = rules.filter(({ hint, cycle }) => hint === undefined && cycle === undefined);
    this.validation = simple.filter(({ isOfCommit }) => !isOfCommit).map(({ rule }) => rule);
    this.commit = simple.filter(({ isOfCommit }) => isOfCommit).map(({ rule }) => rule);
  }

  static readonly none: TypeRules = new TypeRules([]);
}
