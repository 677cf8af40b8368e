// One call of a factory by a test, with all the factories that are called in its course: what they share to find the entities
// that belong together. It travels in the options, under a key that spreading keeps and nobody meets by accident, since
// factories are the user's functions and have no other parameter for it.
import type { EntityState } from "../session/EntityState.ts";

const key: unique symbol = Symbol("factory call");

export class FactoryCall {
  // Private, so that options print and compare as the user wrote them.
  readonly #used: ReadonlyArray<EntityState>;
  readonly #seen: Set<EntityState>;

  private constructor(used: ReadonlyArray<EntityState>, seen: Set<EntityState>) {
    this.#used = used;
    this.#seen = seen;
  }

  /** The call that these options belong to, or a new one. */
  static of(opts: object): FactoryCall {
    const { [key]: call } = opts as { readonly [key]?: FactoryCall };
    return call ?? new FactoryCall([], new Set());
  }

  /** What `use` named on the way here, the innermost first. */
  get used(): ReadonlyArray<EntityState> {
    return this.#used;
  }

  /** Entities given to or made by this call so far, the earliest first. */
  get seen(): ReadonlyArray<EntityState> {
    return [...this.#seen];
  }

  see(...entities: ReadonlyArray<EntityState>): void {
    for (const entity of entities) this.#seen.add(entity);
  }

  /** The options for a factory that is called in the course of this call. */
  extend(opts: object): object {
    return { ...opts, [key]: this };
  }

  /** The same call, with entities that are to be used from here on. */
  using(entities: ReadonlyArray<EntityState>): FactoryCall {
    return entities.length === 0 ? this : new FactoryCall([...entities, ...this.#used], this.#seen);
  }
}
