// SQL behind a column of an alias: `a.age.raw("> $1", [18])`.
import type { AliasMember } from "./AliasMember.ts";

export class RawCondition {
  readonly #isRaw = true;
  readonly member: AliasMember;
  readonly text: string;
  readonly bindings: ReadonlyArray<unknown>;

  constructor(member: AliasMember, text: string, bindings: ReadonlyArray<unknown>) {
    this.member = member;
    this.text = text;
    this.bindings = bindings;
  }

  static is(value: unknown): value is RawCondition {
    return typeof value === "object" && value !== null && #isRaw in value && value.#isRaw;
  }
}
