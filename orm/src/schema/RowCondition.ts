// Conditions on one row that stand inside a filter, where that row is spoken of: what scopes are made of beside filters. It
// belongs to nobody's input, which a private member tells.

export class RowCondition {
  readonly #isRowCondition = true;
  /** The name of the entity type. */
  readonly type: string;
  readonly #make: ((alias: unknown) => unknown) | undefined;
  #conditions: unknown;
  #alias: object | undefined;

  /** @param given conditions, or what makes them of an alias for the row */
  constructor(type: string, given: unknown) {
    this.type = type;
    if (typeof given === "function") this.#make = given as (alias: unknown) => unknown;
    else this.#conditions = given;
  }

  static is(value: unknown): value is RowCondition {
    return (
      typeof value === "object" &&
      value !== null &&
      #isRowCondition in value &&
      value.#isRowCondition
    );
  }

  /** Has the conditions made, once; the alias that they are made of, if any. */
  prepare(makeAlias: (type: string) => object): object | undefined {
    if (this.#make === undefined || this.#alias !== undefined) return this.#alias;
    this.#alias = makeAlias(this.type);
    this.#conditions = this.#make(this.#alias);
    return this.#alias;
  }

  get conditions(): unknown {
    return this.#conditions;
  }

  /** What makes the conditions, to be asked with something else than an alias of a find. */
  conditionsFor(alias: unknown): unknown {
    return this.#make === undefined ? this.#conditions : this.#make(alias);
  }
}
