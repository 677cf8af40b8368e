// Which codec serves a Postgres type, by the name that `format_type` prints.
import type { Codec } from "./Codec.ts";
import { arrayCodec } from "./codecs/arrayCodec.ts";
import { bigintCodec } from "./codecs/bigintCodec.ts";
import { booleanCodec } from "./codecs/booleanCodec.ts";
import { byteaCodec } from "./codecs/byteaCodec.ts";
import { dateCodec } from "./codecs/dateCodec.ts";
import { floatCodec } from "./codecs/floatCodec.ts";
import { integerCodec } from "./codecs/integerCodec.ts";
import { jsonCodec } from "./codecs/jsonCodec.ts";
import { numericCodec } from "./codecs/numericCodec.ts";
import { textCodec } from "./codecs/textCodec.ts";
import { uuidCodec } from "./codecs/uuidCodec.ts";

const codecs: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ["smallint", integerCodec("smallint", -(2 ** 15), 2 ** 15 - 1)],
  ["integer", integerCodec("integer", -(2 ** 31), 2 ** 31 - 1)],
  ["oid", integerCodec("oid", 0, 2 ** 32 - 1)],
  ["bigint", bigintCodec],
  ["real", floatCodec("real")],
  ["double precision", floatCodec("double precision")],
  ["numeric", numericCodec],
  ["boolean", booleanCodec],
  ["uuid", uuidCodec],
  ["date", dateCodec("date")],
  ["timestamp without time zone", dateCodec("timestamp")],
  ["timestamp with time zone", dateCodec("timestamptz")],
  ["json", jsonCodec("json")],
  ["jsonb", jsonCodec("jsonb")],
  ["bytea", byteaCodec],
]);

/** Types that are not known are text in, text out, cast to the column's type when written. */
export function codecFor(type: string): Codec {
  if (type.endsWith("[]")) return arrayCodec(codecFor(type.slice(0, -2)));
  return codecs.get(type) ?? textCodec(type);
}
