// Text, and every type whose text form is its value in TypeScript.
import type { Codec } from "../Codec.ts";

const isSame = (a: string, b: string): boolean => a === b;
const identity = (text: string): string => text;

export function textCodec(type: string): Codec<string> {
  return {
    type,
    isText: true,
    decode: identity,
    encode: identity,
    equals: isSame,
    refuse: refuseText,
  };
}

/** Postgres cannot store NUL, and a lone surrogate would silently become another character on the way. */
export function refuseText(value: unknown): string | undefined {
  if (typeof value !== "string") return "is not a string";
  if (value.includes("\0")) return "holds a NUL character, which Postgres cannot store";
  if (!value.isWellFormed()) return "holds half of a surrogate pair, which is not a character";
  return undefined;
}
