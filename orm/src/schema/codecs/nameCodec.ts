// name, the type of identifiers, which Postgres would cut without a word.
import type { Codec } from "../Codec.ts";
import { refuseText, textCodec } from "./textCodec.ts";

export const nameCodec: Codec<string> = {
  ...textCodec("name"),
  refuse: (value) =>
    refuseText(value) ??
    (Buffer.byteLength(value as string) > 63 ? "is longer than 63 bytes" : undefined),
};
