// "char", one byte, of which Postgres would take the first of several without a word.
import type { Codec } from "../Codec.ts";
import { refuseText, textCodec } from "./textCodec.ts";

export const singleByteCodec: Codec<string> = {
  ...textCodec('"char"'),
  refuse: (value) =>
    refuseText(value) ??
    (/^[\u0001-\u007f]?$/.test(value as string) ? undefined : "is not one ASCII character"),
};
