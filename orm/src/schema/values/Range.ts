// A range of values as Postgres has them.
import { compareValues } from "./compareValues.ts";

export type RangeBounds = "[)" | "[]" | "()" | "(]";

/** What a range can be made from. A bound that is left out is open to that side. */
export interface RangeParts<T> {
  readonly lower?: T | undefined;
  readonly upper?: T | undefined;
  /** Whether the bounds belong to it; `[)` when left out. */
  readonly bounds?: RangeBounds | undefined;
  readonly empty?: boolean | undefined;
}

/**
 * A Postgres range. In columns of whole numbers and days it has the form `[lower, upper)`, into which Postgres brings them.
 *
 * @example
 * new Range({ lower: 1, upper: 5 }).contains(5); // false
 * new Range({ lower: 1, upper: 5, bounds: "[]" }).contains(5); // true
 * Range.empty<number>().empty; // true
 */
export class Range<T> {
  readonly lower: T | undefined;
  readonly upper: T | undefined;
  readonly bounds: RangeBounds;
  /** It holds nothing, and has no bounds. */
  readonly empty: boolean;

  constructor({ lower, upper, bounds = "[)", empty = false }: RangeParts<T>) {
    this.empty = empty;
    this.lower = empty ? undefined : lower;
    this.upper = empty ? undefined : upper;
    // What is open has no bound to belong to it.
    const left = this.lower === undefined ? "(" : bounds[0];
    const right = this.upper === undefined ? ")" : bounds[1];
    this.bounds = (empty ? "[)" : `${left}${right}`) as RangeBounds;
    Object.freeze(this);
  }

  static empty<T>(): Range<T> {
    return new Range<T>({ empty: true });
  }

  contains(value: T): boolean {
    if (this.empty) return false;
    const { lower, upper, bounds } = this;
    if (lower !== undefined) {
      const order = compareValues(value, lower);
      if (order < 0 || (order === 0 && bounds[0] === "(")) return false;
    }
    if (upper === undefined) return true;
    const order = compareValues(value, upper);
    return order < 0 || (order === 0 && bounds[1] === "]");
  }

  /** `[1,5)`, `(,5)`, `empty`. */
  toString(): string {
    if (this.empty) return "empty";
    return `${this.bounds[0]}${shown(this.lower)},${shown(this.upper)}${this.bounds[1]}`;
  }
}

function shown<T>(bound: T | undefined): string {
  if (bound === undefined) return "";
  return bound instanceof Date ? bound.toISOString() : String(bound);
}
