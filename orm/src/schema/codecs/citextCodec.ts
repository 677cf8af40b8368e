// citext, text whose case does not matter to Postgres' `=`. Another spelling is stored as another text all the same.
import type { Codec } from "../Codec.ts";
import { textCodec } from "./textCodec.ts";

/** @param type qualified by the schema that the extension was put into */
export function citextCodec(type: string): Codec<string> {
  return {
    ...textCodec(type),
    matches: (a, b) => a === b || a.toLowerCase() === b.toLowerCase(),
  };
}
