// What a collection shows, kept until something changes; as long as the members are the same, so is the list.

export class View<T> {
  #revision = -1;
  #items: ReadonlyArray<T> = [];

  /** The list as of this revision of the session, frozen; computed unless it was computed at that revision already. */
  at(revision: number, compute: () => T[]): ReadonlyArray<T> {
    if (this.#revision === revision) return this.#items;
    const items = this.of(compute());
    this.#revision = revision;
    return items;
  }

  /** The list, frozen: the one shown before when the members are the same. */
  of(items: T[]): ReadonlyArray<T> {
    if (!Object.isFrozen(this.#items) || !isSameList(items, this.#items))
      this.#items = Object.freeze(items);
    return this.#items;
  }
}

function isSameList<T>(a: ReadonlyArray<T>, b: ReadonlyArray<T>): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
