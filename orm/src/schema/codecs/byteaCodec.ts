// bytea as bytes; Postgres prints it as \x followed by hexadecimal digits.
import type { Codec } from "../Codec.ts";

export const byteaCodec: Codec<Uint8Array> = {
  type: "bytea",
  isText: false,
  decode: (text) => Buffer.from(text.slice(2), "hex"),
  encode: (value) =>
    `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`,
  equals: (a, b) => Buffer.compare(a, b) === 0,
  refuse: (value) => (value instanceof Uint8Array ? undefined : "is not a Uint8Array"),
  keep: (value) => Uint8Array.from(value),
};
