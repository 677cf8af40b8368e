// bigint as bigint.
import type { Codec } from "../Codec.ts";

const min = -(2n ** 63n);
const max = 2n ** 63n - 1n;

export const bigintCodec: Codec<bigint> = {
  type: "bigint",
  isText: false,
  decode: BigInt,
  encode: String,
  equals: (a, b) => a === b,
  refuse: (value) => {
    if (typeof value !== "bigint") return "is not a bigint";
    return value < min || value > max ? `is not between ${min} and ${max}` : undefined;
  },
};
