// The defaults of one entity type, one for a field: what a subtype says replaces what its base says.
import type { Default, HintedDefault } from "./Default.ts";

export class TypeDefaults {
  /** In the order in which they are applied. */
  readonly sync: ReadonlyArray<Default>;
  /** In the order of their places. */
  readonly hinted: ReadonlyArray<HintedDefault>;
  readonly #fields: ReadonlySet<string>;

  constructor(sync: ReadonlyArray<Default>, hinted: ReadonlyArray<HintedDefault>) {
    this.sync = sync;
    this.hinted = hinted.toSorted((a, b) => a.place - b.place);
    this.#fields = new Set([...sync, ...hinted].map(({ field }) => field));
  }

  /** Most types have none. */
  get isEmpty(): boolean {
    return this.#fields.size === 0;
  }

  get fields(): Iterable<string> {
    return this.#fields;
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  static readonly none: TypeDefaults = new TypeDefaults([], []);
}
