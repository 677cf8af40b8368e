// The order of two values of one type, as elements of ranges have it.
import { compareDecimals } from "./compareDecimals.ts";

interface Ordered {
  compare(a: unknown, b: unknown): number;
}

/** Negative, zero or positive. Texts are decimal numbers; objects are dates or have a class that compares them (Temporal). */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return compareDecimals(a, b);
  if (typeof a === "object" && a !== null && !(a instanceof Date))
    return (a.constructor as unknown as Ordered).compare(a, b);
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
  return Number(a) - Number(b);
}
