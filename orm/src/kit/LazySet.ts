// A set that takes no memory until something is added: most units of work only read, and have a dozen sets for what they change.

export class LazySet<T> implements Iterable<T> {
  #members: Set<T> | undefined;
  /** The members as a list, until one comes or goes. */
  #list: ReadonlyArray<T> | undefined;

  get size(): number {
    return this.#members?.size ?? 0;
  }

  has(member: T): boolean {
    return this.#members?.has(member) ?? false;
  }

  /** All of them now, in their order; the same list as long as they are the same. */
  get list(): ReadonlyArray<T> {
    return (this.#list ??= [...(this.#members ?? [])]);
  }

  add(member: T): this {
    this.#list = undefined;
    (this.#members ??= new Set()).add(member);
    return this;
  }

  delete(member: T): boolean {
    this.#list = undefined;
    return this.#members?.delete(member) ?? false;
  }

  clear(): void {
    this.#list = undefined;
    this.#members?.clear();
  }

  /** What is added while it is walked is still met, as of any set. */
  [Symbol.iterator](): Iterator<T> {
    return (this.#members ?? nothing)[Symbol.iterator]() as Iterator<T>;
  }
}

const nothing: ReadonlySet<unknown> = new Set();
