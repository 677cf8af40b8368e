// What a collection shows, kept until something changes; as long as the members are the same, so is the list.

export class View<T> {
  #revision = -1;
  #items: ReadonlyArray<T> = [];

  /** The list as of this revision of the session, frozen; computed unless it was computed at that revision already. */
  at(revision: number, compute: () => T[]): ReadonlyArray<T> {
    if (this.#revision === revision) return this.#items;
    const items = compute();
    if (this.#revision === -1 || !isSameList(items, this.#items))
      this.#items = Object.freeze(items);
    this.#revision = revision;
    return this.#items;
  }
}

function isSameList<T>(a: ReadonlyArray<T>, b: ReadonlyArray<T>): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
