// What a factory writes into a required field that nobody gave a value: something valid and easy to recognize.
import type { Codec } from "../schema/Codec.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EnumField, LazyColumnField, PrimitiveField } from "../schema/Field.ts";
import { testDate } from "./testDate.ts";

/**
 * `number` is the entity's number among those of its type that were made in the em. `undefined` where a conversion of the
 * application takes no such value: then the test has to say one.
 */
export function automaticValue(
  field: PrimitiveField | EnumField | LazyColumnField,
  number: number,
): unknown {
  const { codec, meta, fieldName } = field;
  if (codec.type.endsWith("[]")) return [];
  if (field.kind === "enum") return firstCode(meta, fieldName);
  const { type } = codec;
  const zero = type === "uuid" ? uuid(number) : (zeros.get(type) ?? text(field, number));
  try {
    return codec.decode(zero);
  } catch (error) {
    if (codec.base !== undefined) return undefined;
    throw error;
  }
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** The name of the field; a name says what it names, and where texts must differ the number makes them. */
function text({ fieldName, meta }: PrimitiveField | LazyColumnField, number: number): string {
  if (fieldName === "name") return `${meta.type} ${number}`;
  const isUnique = meta.uniques.some(({ fields }) =>
    fields.some((field) => field.fieldName === fieldName),
  );
  return isUnique ? `${fieldName}${number}` : fieldName;
}

function firstCode({ domain, type }: EntityMeta, fieldName: string): string | undefined {
  const field = domain.schema.entities[type]?.fields[fieldName];
  return field?.kind === "enum" ? domain.enums[field.enum]?.getValues()[0] : undefined;
}

/** As Postgres prints them, by the type that values are cast to. Types that are missing here are taken for text. */
const zeros: ReadonlyMap<Codec["type"], string> = new Map<string, string>([
  ...["smallint", "integer", "oid", "bigint", "real", "double precision", "numeric", "money"].map(
    (type) => [type, "0"] as const,
  ),
  ...["bit", "bit varying"].map((type) => [type, "0"] as const),
  ["boolean", "f"],
  ["date", testDate.toISOString().slice(0, 10)],
  ...["timestamp", "timestamptz"].map(
    (type) => [type, testDate.toISOString().replace("T", " ").replace("Z", "+00")] as const,
  ),
  ...["time without time zone", "interval"].map((type) => [type, "00:00:00"] as const),
  ["time with time zone", "00:00:00+00"],
  ...["json", "jsonb"].map((type) => [type, "{}"] as const),
  ["bytea", String.raw`\x`],
  ...["inet", "cidr"].map((type) => [type, "0.0.0.0"] as const),
  ["macaddr", "00:00:00:00:00:00"],
  ["macaddr8", "00:00:00:00:00:00:00:00"],
  ...["int4", "int8", "num", "ts", "tstz", "date"].flatMap((type) => [
    [`${type}range`, "empty"] as const,
    [`${type}multirange`, "{}"] as const,
  ]),
  ["point", "(0,0)"],
  ["line", "{0,1,0}"],
  ["lseg", "[(0,0),(0,0)]"],
  ["box", "(0,0),(0,0)"],
  ["path", "[(0,0)]"],
  ["polygon", "((0,0))"],
  ["circle", "<(0,0),0>"],
  ["jsonpath", "$"],
  ["pg_lsn", "0/0"],
]);
