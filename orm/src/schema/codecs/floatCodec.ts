// real and double precision; NaN and the infinities are values like others.
import type { Codec } from "../Codec.ts";

export function floatCodec(type: string): Codec<number> {
  return {
    type,
    isText: false,
    isCheap: true,
    decode: Number,
    encode: String,
    equals: Object.is,
    refuse: (value) => (typeof value === "number" ? undefined : "is not a number"),
  };
}
