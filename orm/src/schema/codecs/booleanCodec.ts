// boolean, which Postgres prints as t and f.
import type { Codec } from "../Codec.ts";

export const booleanCodec: Codec<boolean> = {
  type: "boolean",
  isText: false,
  isCheap: true,
  decode: (text) => text === "t",
  decodeBytes: (bytes, start, end) => end === start + 1 && bytes[start] === 116,
  encode: (value) => (value ? "t" : "f"),
  equals: (a, b) => a === b,
  refuse: (value) => (typeof value === "boolean" ? undefined : "is not a boolean"),
};
