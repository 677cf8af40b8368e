// What a flush will send, in order. It prints, so that a test can hold a whole flush in one line.
import type { Write } from "./Write.ts";

export class WritePlan {
  readonly writes: ReadonlyArray<Write>;

  constructor(writes: ReadonlyArray<Write>) {
    this.writes = writes;
  }

  /** `insert authors ×2; insert books ×3; update authors.favorite_book ×1` */
  toString(): string {
    return this.writes.map(({ title }) => title).join("; ");
  }
}
