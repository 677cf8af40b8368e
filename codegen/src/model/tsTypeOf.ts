// The TypeScript type of a Postgres type.
import type { TsType } from "./DomainModel.ts";

const numbers = new Set(["smallint", "integer", "oid", "real", "double precision"]);
const dates = new Set(["date", "timestamp without time zone", "timestamp with time zone"]);

/** Types whose values are texts, as Postgres prints them. */
const texts = new Set(
  (
    "numeric money text varchar bpchar name uuid interval inet cidr macaddr macaddr8 " +
    "int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange " +
    "tstzmultirange datemultirange point line lseg box path polygon circle xml jsonpath tsvector tsquery citext ltree hstore"
  )
    .split(" ")
    .concat(
      "character varying",
      "character",
      '"char"',
      "time without time zone",
      "time with time zone",
      "bit varying",
      '"bit"',
      "bit",
    ),
);

export interface MappedType {
  readonly type: TsType;
  /** It is mapped on purpose, not only because every type has a text form. */
  readonly isKnown: boolean;
}

export function tsTypeOf(type: string, dimensions: number): MappedType {
  const isArray = type.endsWith("[]");
  const element = isArray ? type.slice(0, -2) : type;
  const { name, from, isKnown } = scalarOf(element);
  return { type: { name, from, dimensions: isArray ? Math.max(1, dimensions) : 0 }, isKnown };
}

interface Scalar {
  readonly name: string;
  readonly from: "global" | "kingpost";
  readonly isKnown: boolean;
}

function scalarOf(type: string): Scalar {
  if (numbers.has(type)) return global("number");
  if (type === "bigint") return global("bigint");
  if (type === "boolean") return global("boolean");
  if (type === "bytea") return global("Uint8Array");
  if (dates.has(type)) return global("Date");
  if (type === "json" || type === "jsonb") return { name: "Json", from: "kingpost", isKnown: true };
  // Types of extensions are qualified by whatever schema the extension was put into.
  return global("string", texts.has(type) || texts.has(type.split(".").at(-1)!));
}

function global(name: string, isKnown = true): Scalar {
  return { name, from: "global", isKnown };
}
