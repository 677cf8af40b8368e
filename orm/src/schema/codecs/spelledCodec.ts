// Types whose values are texts that only Postgres can bring into their one form: networks, geometry, money, xml, types of
// extensions. What was written is read back, so that the value is spelled as it is stored.
import type { Codec } from "../Codec.ts";
import { textCodec } from "./textCodec.ts";

/** @param comparedAs see `Codec.comparedAs` */
export function spelledCodec(type: string, comparedAs?: string): Codec<string> {
  return {
    ...textCodec(type),
    isRespelled: true,
    ...(comparedAs === undefined ? {} : { comparedAs }),
  };
}
