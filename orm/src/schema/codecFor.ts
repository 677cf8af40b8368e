// Which codec serves a Postgres type, by the name that `format_type` prints.
import type { Codec } from "./Codec.ts";
import { arrayCodec } from "./codecs/arrayCodec.ts";
import { bigintCodec } from "./codecs/bigintCodec.ts";
import { bitCodec } from "./codecs/bitCodec.ts";
import { booleanCodec } from "./codecs/booleanCodec.ts";
import { byteaCodec } from "./codecs/byteaCodec.ts";
import { citextCodec } from "./codecs/citextCodec.ts";
import { dateCodec } from "./codecs/dateCodec.ts";
import { floatCodec } from "./codecs/floatCodec.ts";
import { hstoreCodec } from "./codecs/hstoreCodec.ts";
import { integerCodec } from "./codecs/integerCodec.ts";
import { intervalCodec } from "./codecs/intervalCodec.ts";
import { jsonCodec } from "./codecs/jsonCodec.ts";
import { multirangeCodec } from "./codecs/multirangeCodec.ts";
import { nameCodec } from "./codecs/nameCodec.ts";
import { numberCodec } from "./codecs/numberCodec.ts";
import { numericCodec } from "./codecs/numericCodec.ts";
import { paddedTextCodec } from "./codecs/paddedTextCodec.ts";
import { rangeCodec } from "./codecs/rangeCodec.ts";
import { singleByteCodec } from "./codecs/singleByteCodec.ts";
import { spelledCodec } from "./codecs/spelledCodec.ts";
import { textCodec } from "./codecs/textCodec.ts";
import { timeCodec } from "./codecs/timeCodec.ts";
import { unknownCodec } from "./codecs/unknownCodec.ts";
import { uuidCodec } from "./codecs/uuidCodec.ts";

/** What a column's configuration says of how it is read. */
export interface CodecOptions {
  /** How many dimensions arrays have. */
  readonly dims?: number | undefined;
  /** numeric as a number. */
  readonly numeric?: "number" | undefined;
}

const integer = integerCodec("integer", -(2 ** 31), 2 ** 31 - 1);
const date = dateCodec("date");
const dayMs = 86_400_000;

const ranges: ReadonlyArray<readonly [name: string, range: Codec, multirange: Codec]> = [
  both("int4", integer, (value) => value + 1),
  both("int8", bigintCodec, (value) => value + 1n),
  both("num", numericCodec),
  both("ts", dateCodec("timestamp")),
  both("tstz", dateCodec("timestamptz")),
  both("date", date, (value) => new Date(value.getTime() + dayMs)),
];

function both<T>(
  name: string,
  element: Codec<T>,
  next?: (value: T) => T,
): readonly [name: string, range: Codec, multirange: Codec] {
  const range = rangeCodec(`${name}range`, element, next);
  return [name, range as Codec, multirangeCodec(`${name}multirange`, range) as Codec];
}

const codecs: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ["smallint", integerCodec("smallint", -(2 ** 15), 2 ** 15 - 1)],
  ["integer", integer],
  ["oid", integerCodec("oid", 0, 2 ** 32 - 1)],
  ["bigint", bigintCodec],
  ["real", floatCodec("real")],
  ["double precision", floatCodec("double precision")],
  ["numeric", numericCodec],
  ["boolean", booleanCodec],
  ["uuid", uuidCodec],
  ["date", date],
  ["timestamp without time zone", dateCodec("timestamp")],
  ["timestamp with time zone", dateCodec("timestamptz")],
  ["time without time zone", timeCodec("time without time zone")],
  ["time with time zone", timeCodec("time with time zone")],
  ["interval", intervalCodec],
  ["json", jsonCodec("json")],
  ["jsonb", jsonCodec("jsonb")],
  ["bytea", byteaCodec],
  ["character", paddedTextCodec],
  ["bpchar", { ...paddedTextCodec, type: "bpchar" }],
  ["name", nameCodec],
  ['"char"', singleByteCodec],
  ["bit", bitCodec("bit")],
  ["bit varying", bitCodec("bit varying")],
  ...["text", "character varying"].map((type) => [type, textCodec(type)] as const),
  ...["money", "inet", "cidr", "macaddr", "macaddr8", "pg_lsn", "tsvector", "tsquery"].map(
    (type) => [type, spelledCodec(type)] as const,
  ),
  // Without an equality, or with one that compares areas or lengths.
  ...["xml", "jsonpath", "point", "line", "lseg", "box", "path", "polygon", "circle"].map(
    (type) => [type, spelledCodec(type, "text")] as const,
  ),
  ...ranges.flatMap(([name, range, multirange]) => [
    [`${name}range`, range] as const,
    [`${name}multirange`, multirange] as const,
  ]),
]);

/** Types of extensions, which are qualified by whatever schema the extension was put into. */
const extensions: ReadonlyMap<string, (type: string) => Codec> = new Map<
  string,
  (type: string) => Codec
>([
  ["citext", citextCodec as (type: string) => Codec],
  ["hstore", hstoreCodec as (type: string) => Codec],
  ["ltree", (type) => spelledCodec(type) as Codec],
]);

/** Types that are not known are text in, text out, cast to the column's type when written. */
export function codecFor(type: string, options: CodecOptions = {}): Codec {
  if (type.endsWith("[]")) return arrayCodec(codecFor(type.slice(0, -2), options), options.dims);
  if (type === "numeric" && options.numeric === "number") return numberCodec as Codec;
  return codecs.get(type) ?? extensionCodec(type) ?? (unknownCodec(type) as Codec);
}

function extensionCodec(type: string): Codec | undefined {
  const name = type.slice(type.lastIndexOf(".") + 1);
  return extensions.get(name)?.(type);
}
