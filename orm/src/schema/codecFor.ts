// Which codec serves a Postgres type, by the name that `format_type` prints.
import type { CustomSerde } from "../types/CustomSerde.ts";
import type { StandardSchema } from "../types/StandardSchema.ts";
import type { Codec } from "./Codec.ts";
import { arrayCodec } from "./codecs/arrayCodec.ts";
import { bigintCodec } from "./codecs/bigintCodec.ts";
import { bitCodec } from "./codecs/bitCodec.ts";
import { booleanCodec } from "./codecs/booleanCodec.ts";
import { byteaCodec } from "./codecs/byteaCodec.ts";
import { citextCodec } from "./codecs/citextCodec.ts";
import { customCodec } from "./codecs/customCodec.ts";
import { dateCodec } from "./codecs/dateCodec.ts";
import { floatCodec } from "./codecs/floatCodec.ts";
import { hstoreCodec } from "./codecs/hstoreCodec.ts";
import { integerCodec } from "./codecs/integerCodec.ts";
import { intervalCodec } from "./codecs/intervalCodec.ts";
import { jsonCodec } from "./codecs/jsonCodec.ts";
import { jsonSchemaCodec } from "./codecs/jsonSchemaCodec.ts";
import { multirangeCodec } from "./codecs/multirangeCodec.ts";
import { nameCodec } from "./codecs/nameCodec.ts";
import { numberCodec } from "./codecs/numberCodec.ts";
import { numericCodec } from "./codecs/numericCodec.ts";
import { paddedTextCodec } from "./codecs/paddedTextCodec.ts";
import { rangeCodec } from "./codecs/rangeCodec.ts";
import { singleByteCodec } from "./codecs/singleByteCodec.ts";
import { spelledCodec } from "./codecs/spelledCodec.ts";
import { temporalCodecs, type TemporalOptions } from "./codecs/temporalCodecs.ts";
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
  /** Temporal for dates and times. */
  readonly temporal?: TemporalOptions | undefined;
  /** A conversion of the application's own; of the elements, when the type is an array. */
  readonly serde?: CustomSerde<unknown, unknown> | undefined;
  /** A schema for json and jsonb. */
  readonly jsonSchema?: StandardSchema | undefined;
  readonly onReadError?: "throw" | "keep" | undefined;
}

const integer = integerCodec("integer", -(2 ** 31), 2 ** 31 - 1);
const dayMs = 86_400_000;

type Entries = ReadonlyArray<readonly [type: string, codec: Codec]>;

/** A range and its multirange. */
function ranges<T>(name: string, element: Codec<T>, next?: (value: T) => T): Entries {
  const range = rangeCodec(`${name}range`, element, next);
  const multirange = multirangeCodec(`${name}multirange`, range);
  return [
    [range.type, range],
    [multirange.type, multirange],
  ];
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
  ["time with time zone", timeCodec("time with time zone")],
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
  ...["xml", "jsonpath", "point", "line", "lseg", "path", "polygon", "circle"].map(
    (type) => [type, spelledCodec(type, "text")] as const,
  ),
  // Its lists have semicolons between elements, which nothing else has.
  ["box", { ...spelledCodec("box", "text"), isCastOneByOne: true }],
  ...ranges("int4", integer, (value) => value + 1),
  ...ranges("int8", bigintCodec, (value) => value + 1n),
  ...ranges("num", numericCodec),
]);

/** The types of dates and times, without Temporal. */
const dates: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ["date", dateCodec("date")],
  ["time without time zone", timeCodec("time without time zone")],
  ["timestamp without time zone", dateCodec("timestamp")],
  ["timestamp with time zone", dateCodec("timestamptz")],
  ["interval", intervalCodec],
  ...ranges("date", dateCodec("date"), (value) => new Date(value.getTime() + dayMs)),
  ...ranges("ts", dateCodec("timestamp")),
  ...ranges("tstz", dateCodec("timestamptz")),
]);

/** The same types with it. */
function temporalDates(options: TemporalOptions): ReadonlyMap<string, Codec> {
  const { date, time, timestamp, timestamptz, interval } = temporalCodecs(options);
  return new Map<string, Codec>([
    ["date", date],
    ["time without time zone", time],
    ["timestamp without time zone", timestamp],
    ["timestamp with time zone", timestamptz],
    ["interval", interval],
    ...ranges("date", date, (value) => value.add({ days: 1 })),
    ...ranges("ts", timestamp),
    ...ranges("tstz", timestamptz),
  ]);
}

/** Types of extensions, which are qualified by whatever schema the extension was put into. */
const extensions: ReadonlyMap<string, (type: string) => Codec> = new Map<
  string,
  (type: string) => Codec
>([
  ["citext", citextCodec],
  ["hstore", hstoreCodec],
  ["ltree", (type) => spelledCodec(type)],
]);

/** Types that are not known are text in, text out, cast to the column's type when written. */
export function codecFor(type: string, options: CodecOptions = {}): Codec {
  if (type.endsWith("[]")) return arrayCodec(codecFor(type.slice(0, -2), options), options.dims);
  return converted(codecOf(type, options), options);
}

function codecOf(type: string, { numeric, temporal }: CodecOptions): Codec {
  if (type === "numeric" && numeric === "number") return numberCodec;
  const known = codecs.get(type);
  if (known !== undefined) return known;
  if (!dates.has(type)) return extensionCodec(type) ?? unknownCodec(type);
  return (temporal === undefined ? dates : temporalDates(temporal)).get(type)!;
}

function converted(
  codec: Codec,
  { serde, jsonSchema, onReadError = "throw" }: CodecOptions,
): Codec {
  if (serde !== undefined) return customCodec(codec, serde);
  if (jsonSchema === undefined) return codec;
  return jsonSchemaCodec(codec.type as "json" | "jsonb", jsonSchema, onReadError);
}

function extensionCodec(type: string): Codec | undefined {
  const name = type.slice(type.lastIndexOf(".") + 1);
  return extensions.get(name)?.(type);
}
