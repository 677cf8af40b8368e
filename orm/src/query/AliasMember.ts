// The handle of a column of an alias: each operator makes a condition of it.
import { AliasCondition } from "./AliasCondition.ts";
import type { AliasState } from "./AliasState.ts";
import { RawCondition } from "./RawCondition.ts";

/** The operators that take one operand and mean what they mean in a filter. */
const names = [
  ..."eq ne distinct in nin gt gte lt lte like nlike ilike nilike regex iregex nregex niregex search".split(
    " ",
  ),
  ..."startsWith endsWith istartsWith iendsWith contains ncontains overlaps noverlaps containedBy isEmpty".split(
    " ",
  ),
  ..."hasKey hasAnyKey hasAllKeys pathExists pathIsTrue adjacent before after within withinOrEqual".split(
    " ",
  ),
];

export class AliasMember {
  readonly #isMember = true;
  readonly alias: AliasState;
  readonly fieldName: string;
  /** The way to a value inside a json document. */
  readonly keys: ReadonlyArray<string> | undefined;

  constructor(alias: AliasState, fieldName: string, keys?: ReadonlyArray<string>) {
    this.alias = alias;
    this.fieldName = fieldName;
    this.keys = keys;
  }

  static is(value: unknown): value is AliasMember {
    return typeof value === "object" && value !== null && #isMember in value && value.#isMember;
  }

  isNull(isNull = true): AliasCondition {
    return new AliasCondition(this, "isNull", isNull);
  }

  isNotNull(): AliasCondition {
    return new AliasCondition(this, "isNull", false);
  }

  between(low: unknown, high: unknown): AliasCondition | undefined {
    if (low === undefined && high === undefined) return undefined;
    return new AliasCondition(this, "between", [low, high]);
  }

  matches(query: unknown, config?: unknown): AliasCondition | undefined {
    if (query === undefined) return undefined;
    return new AliasCondition(this, "matches", query, config);
  }

  path(...keys: ReadonlyArray<string | number>): AliasMember {
    return new AliasMember(this.alias, this.fieldName, [...(this.keys ?? []), ...keys.map(String)]);
  }

  raw(text: string, bindings: ReadonlyArray<unknown> = []): RawCondition {
    return new RawCondition(this, text, bindings);
  }

  toString(): string {
    return `${String(this.alias)}.${this.fieldName}`;
  }
}

/** One method per name; an operand that is `undefined` gives no condition. */
for (const name of names)
  Object.defineProperty(AliasMember.prototype, name, {
    value(this: AliasMember, operand: unknown): AliasCondition | undefined {
      return operand === undefined ? undefined : new AliasCondition(this, name, operand);
    },
  });
