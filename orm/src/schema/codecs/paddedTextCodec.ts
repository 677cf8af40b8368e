// char(n), which Postgres pads with blanks that mean nothing: values have none at their end.
import type { Codec } from "../Codec.ts";
import { textCodec } from "./textCodec.ts";

export const paddedTextCodec: Codec<string> = {
  ...textCodec("character"),
  isText: false,
  isCheap: true,
  decode: withoutPadding,
  encode: withoutPadding,
  keep: withoutPadding,
};

function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end--;
  return end === text.length ? text : text.slice(0, end);
}
