// What a relation shows, computed from memory and kept until something changes; the same list stays the same object.

export class View<T> {
  readonly #compute: () => T[];
  #revision = -1;
  #items: ReadonlyArray<T> = [];

  constructor(compute: () => T[]) {
    this.#compute = compute;
  }

  /** The list as of this revision of the session, frozen. */
  at(revision: number): ReadonlyArray<T> {
    if (this.#revision === revision) return this.#items;
    const items = this.#compute();
    if (this.#revision === -1 || !isSameList(items, this.#items))
      this.#items = Object.freeze(items);
    this.#revision = revision;
    return this.#items;
  }

  /** Computes anew at the next look, whatever the revision. */
  forget(): void {
    this.#revision = -1;
  }
}

function isSameList<T>(a: ReadonlyArray<T>, b: ReadonlyArray<T>): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
