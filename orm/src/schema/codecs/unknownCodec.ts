// Types without a mapping: text in, text out. They may be composites, whose lists `unnest` would take apart.
import type { Codec } from "../Codec.ts";
import { spelledCodec } from "./spelledCodec.ts";

export function unknownCodec(type: string): Codec<string> {
  return { ...spelledCodec(type), isCastOneByOne: true };
}
