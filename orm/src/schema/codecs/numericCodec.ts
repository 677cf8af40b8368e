// numeric as a string, since no JavaScript number holds 38 digits.
import type { Codec } from "../Codec.ts";
import { compareDecimals } from "../values/compareDecimals.ts";
import { plainDecimal } from "../values/plainDecimal.ts";

const refusal = 'is not a decimal number in a string, such as "12.50"';

export const numericCodec: Codec<string> = {
  type: "numeric",
  isText: true,
  decode: (text) => text,
  encode: (value) => plainDecimal(value) ?? value,
  equals: (a, b) => a === b || compareDecimals(a, b) === 0,
  refuse: (value) => {
    if (typeof value !== "string") return refusal;
    const plain = plainDecimal(value);
    if (plain === undefined) return refusal;
    const point = plain.indexOf(".");
    const isTooLong =
      (point < 0 ? plain.length : point) > 131_072 || (point >= 0 && plain.length - point > 16_384);
    return isTooLong ? "is beyond the range of numeric" : undefined;
  },
  keep: (value) => plainDecimal(value) ?? value,
};
