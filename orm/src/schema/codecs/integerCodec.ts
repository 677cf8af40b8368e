// smallint, integer and oid: whole numbers that fit a JavaScript number.
import type { Codec } from "../Codec.ts";

export function integerCodec(type: string, min: number, max: number): Codec<number> {
  return {
    type,
    isText: false,
    isCheap: true,
    decode: Number,
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
