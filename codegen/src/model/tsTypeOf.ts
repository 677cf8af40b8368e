// The TypeScript type of a Postgres type.
import { globalType, libraryType, listOf, type TsType } from "./TsType.ts";

const plain: ReadonlyMap<string, string> = new Map([
  ...["smallint", "integer", "oid", "real", "double precision"].map(
    (type) => [type, "number"] as const,
  ),
  ["bigint", "bigint"],
  ["boolean", "boolean"],
  ["bytea", "Uint8Array"],
  ["date", "Date"],
  ["timestamp without time zone", "Date"],
  ["timestamp with time zone", "Date"],
  ["hstore", "Readonly<Record<string, string | null>>"],
]);

const temporal: ReadonlyMap<string, string> = new Map([
  ["date", "PlainDate"],
  ["time without time zone", "PlainTime"],
  ["timestamp without time zone", "PlainDateTime"],
  ["timestamp with time zone", "ZonedDateTime"],
  ["interval", "Duration"],
]);

/** The type of what a range holds. */
const elements: ReadonlyMap<string, string> = new Map([
  ["int4", "integer"],
  ["int8", "bigint"],
  ["num", "numeric"],
  ["ts", "timestamp without time zone"],
  ["tstz", "timestamp with time zone"],
  ["date", "date"],
]);

/** Types whose values are texts, as Postgres prints them. */
const texts = new Set(
  (
    "numeric money text varchar bpchar name uuid inet cidr macaddr macaddr8 point line lseg box path polygon circle xml " +
    "jsonpath tsvector tsquery citext ltree pg_lsn"
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
  /** What may be set beside values of the type. */
  readonly accepted: ReadonlyArray<TsType>;
  /** It is mapped on purpose, not only because every type has a text form. */
  readonly isKnown: boolean;
}

/** What the configuration says of a column's type. */
export interface TypeOptions {
  readonly dims: number;
  readonly hasNullElements: boolean;
  readonly isTemporal: boolean;
  /** numeric as a number. */
  readonly isNumber: boolean;
  /** In the place of the type that the column or its elements would have. */
  readonly replaced?: Pick<MappedType, "type" | "accepted"> | undefined;
}

const plainOptions: TypeOptions = {
  dims: 1,
  hasNullElements: false,
  isTemporal: false,
  isNumber: false,
};

/** @param enumNames names of native enums by type, as columns name it */
export function tsTypeOf(
  type: string,
  options: TypeOptions = plainOptions,
  enumNames: ReadonlyMap<string, string> = new Map(),
): MappedType {
  const isArray = type.endsWith("[]");
  const element = isArray ? type.slice(0, -2) : type;
  const enumName = enumNames.get(element);
  const mapped =
    enumName === undefined
      ? scalarOf(element, options)
      : known({ kind: "name", name: enumName, from: "enum" });
  const { type: scalar, accepted } = options.replaced ?? mapped;
  const isKnown = mapped.isKnown || options.replaced !== undefined;
  if (!isArray) return { type: scalar, accepted, isKnown };
  const { dims, hasNullElements } = options;
  const wider: TsType = { kind: "union", of: [scalar, ...accepted] };
  return {
    type: listOf(scalar, dims, hasNullElements),
    accepted: accepted.length === 0 ? [] : [listOf(wider, dims, hasNullElements)],
    isKnown,
  };
}

function scalarOf(type: string, options: TypeOptions): MappedType {
  // Types of extensions are qualified by whatever schema the extension was put into.
  const short = type.split(".").at(-1)!;
  if (type === "interval") {
    const name = options.isTemporal ? temporalType("Duration") : libraryType("Interval");
    return { type: name, accepted: [globalType("string")], isKnown: true };
  }
  const range = /^(.+?)(range|multirange)$/u.exec(type);
  const element = range === null ? undefined : elements.get(range[1]!);
  if (element !== undefined) {
    const { type: of } = scalarOf(element, options);
    const dimensions = range![2] === "multirange" ? 1 : 0;
    return {
      type: listOf(libraryType("Range", of), dimensions),
      accepted: [listOf(libraryType("RangeParts", of), dimensions)],
      isKnown: true,
    };
  }
  if (options.isTemporal && temporal.has(type)) return known(temporalType(temporal.get(type)!));
  if (type === "json" || type === "jsonb") return known(libraryType("Json"));
  if (type === "numeric" && options.isNumber) return known(globalType("number"));
  const name = plain.get(type) ?? (short === "hstore" ? plain.get(short) : undefined);
  if (name !== undefined) return known(globalType(name));
  return { ...known(globalType("string")), isKnown: texts.has(type) || texts.has(short) };
}

function known(type: TsType): MappedType {
  return { type, accepted: [], isKnown: true };
}

function temporalType(name: string): TsType {
  return { kind: "name", name, from: "temporal" };
}
