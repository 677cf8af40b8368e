// One operator on a column of an alias, as a value to be combined with others.
import type { AliasMember } from "./AliasMember.ts";

export class AliasCondition {
  readonly #isCondition = true;
  readonly member: AliasMember;
  readonly operator: string;
  readonly operand: unknown;
  /** The text search configuration of `matches`. */
  readonly config: unknown;

  constructor(member: AliasMember, operator: string, operand: unknown, config?: unknown) {
    this.member = member;
    this.operator = operator;
    this.operand = operand;
    this.config = config;
  }

  static is(value: unknown): value is AliasCondition {
    return (
      typeof value === "object" && value !== null && #isCondition in value && value.#isCondition
    );
  }

  toString(): string {
    return `${String(this.member)}.${this.operator}(…)`;
  }
}
