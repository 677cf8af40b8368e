// What was made once for all finds of a shape, by shape; the floor that makes it knows its type. Of limited size: shapes that
// came first give way, so that filters from outside cannot fill the memory.

const limit = 1_000;

export class ShapeCache {
  readonly #shapes = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#shapes.get(key);
  }

  /** Half goes at once, so that making room is rare. */
  set(key: string, shape: unknown): void {
    if (this.#shapes.size >= limit) {
      const old = [...this.#shapes.keys()].slice(0, limit / 2);
      for (const each of old) this.#shapes.delete(each);
    }
    this.#shapes.set(key, shape);
  }
}
