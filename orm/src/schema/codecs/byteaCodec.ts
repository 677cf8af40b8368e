// bytea as bytes; Postgres prints it as \x followed by hexadecimal digits.
import type { Codec } from "../Codec.ts";

export const byteaCodec: Codec<Uint8Array> = {
  type: "bytea",
  isText: false,
  // A Buffer may share its memory with others; what an entity keeps is its own.
  decode: (text) => new Uint8Array(Buffer.from(text.slice(2), "hex")),
  encode: (value) =>
    `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`,
  equals: (a, b) => Buffer.compare(a, b) === 0,
  refuse: (value) => (value instanceof Uint8Array ? undefined : "is not a Uint8Array"),
  keep: (value) => Uint8Array.from(value),
};
