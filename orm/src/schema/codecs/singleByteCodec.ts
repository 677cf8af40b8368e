// "char", one byte, of which Postgres would take the first of several without a word.
import type { Codec } from "../Codec.ts";
import { refuseText, textCodec } from "./textCodec.ts";

export const singleByteCodec: Codec<string> = {
  ...textCodec('"char"'),
  refuse: (value) =>
    refuseText(value) ?? (isAscii(value as string) ? undefined : "is not one ASCII character"),
};

/** Of one character, or none. */
function isAscii(text: string): boolean {
  return text.length === 0 || (text.length === 1 && text.charCodeAt(0) < 128);
}
