// A piece of SQL that the application wrote, with the values to be bound in it. What is one is told by a private member, which
// no object that came from outside can have.

/** What stands between two pieces of text: a name, SQL, or a value to bind. */
type Hole =
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "typed"; readonly value: unknown; readonly type: string }
  | { readonly kind: "given"; readonly value: unknown };

export class SqlFragment {
  /** Only a type: what tells a fragment from other objects. */
  declare readonly __sql?: true;
  readonly #isFragment = true;
  /** One more than holes. @internal */
  readonly texts: ReadonlyArray<string>;
  /** @internal */
  readonly holes: ReadonlyArray<Hole>;

  /** @internal */
  constructor(texts: ReadonlyArray<string>, holes: ReadonlyArray<Hole>) {
    this.texts = texts;
    this.holes = holes;
  }

  static is(value: unknown): value is SqlFragment {
    return typeof value === "object" && value !== null && #isFragment in value && value.#isFragment;
  }

  toString(): string {
    return this.texts.join("…");
  }
}
