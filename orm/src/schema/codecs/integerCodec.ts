// smallint, integer and oid: whole numbers that fit a JavaScript number.
import type { Codec } from "../Codec.ts";
import { digitsAt } from "../values/digitsAt.ts";

export function integerCodec(type: string, min: number, max: number): Codec<number> {
  return {
    type,
    isText: false,
    isCheap: true,
    decode: Number,
    decodeBytes: wholeNumberAt,
    encode: String,
    equals: (a, b) => a === b,
    refuse: (value) => {
      if (typeof value !== "number") return "is not a number";
      if (!Number.isInteger(value)) return "is not a whole number";
      return value < min || value > max ? `is not between ${min} and ${max}` : undefined;
    },
    // There is one zero.
    keep: (value) => value + 0,
  };
}

/** `-` and digits, as Postgres prints them. */
function wholeNumberAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  const isNegative = bytes[start] === 45;
  const from = isNegative ? start + 1 : start;
  // Up to 15 digits are exact.
  if (end === from || end - from > 15) return undefined;
  const digits = digitsAt(bytes, from, end);
  if (Number.isNaN(digits)) return undefined;
  return isNegative ? -digits : digits;
}
