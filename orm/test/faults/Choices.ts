// Random choices that a seed decides. The generator is mulberry32, by Tommy Ettinger, in the public domain.
export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, and without, `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % end;
  }

  one<T>(list: ReadonlyArray<T>): T {
    return list[this.below(list.length)]!;
  }

  /** So many different ones, in random order. */
  some<T>(list: ReadonlyArray<T>, count: number): T[] {
    const left = [...list];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0)
      taken.push(...left.splice(this.below(left.length), 1));
    return taken;
  }
}
