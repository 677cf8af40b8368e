// numeric as a number, for columns whose numbers are known to be small: what a number cannot hold exactly is an error.
import type { Codec } from "../Codec.ts";
import { compareDecimals } from "../values/compareDecimals.ts";
import { plainDecimal } from "../values/plainDecimal.ts";

export const numberCodec: Codec<number> = {
  type: "numeric",
  isText: false,
  isCheap: true,
  decode: (text) => {
    const value = Number(text);
    // Up to 15 digits every decimal number has a double of its own.
    if (text.length <= 15 && Number.isFinite(value)) return value;
    const plain = Number.isFinite(value) ? plainDecimal(String(value)) : undefined;
    if (plain === undefined || compareDecimals(plain, text) !== 0)
      throw new TypeError(`${text} is not a number that JavaScript holds exactly`);
    return value;
  },
  encode: String,
  equals: (a, b) => a === b,
  refuse: (value) => {
    if (typeof value !== "number") return "is not a number";
    return Number.isFinite(value) ? undefined : "is not a finite number";
  },
  keep: (value) => value + 0,
};
