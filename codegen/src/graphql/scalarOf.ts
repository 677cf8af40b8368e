// The GraphQL type of a column.
import type { PrimitiveModel } from "../model/DomainModel.ts";

const scalars: ReadonlyMap<string, string> = new Map([
  ["smallint", "Int"],
  ["integer", "Int"],
  ["oid", "Float"],
  ["bigint", "BigInt"],
  ["real", "Float"],
  ["double precision", "Float"],
  ["numeric", "Decimal"],
  ["boolean", "Boolean"],
  ["date", "Date"],
  ["timestamp without time zone", "DateTime"],
  ["timestamp with time zone", "DateTime"],
  ["time without time zone", "Time"],
  ["time with time zone", "Time"],
  ["interval", "Duration"],
  ["json", "JSON"],
  ["jsonb", "JSON"],
  ["hstore", "JSON"],
  ["uuid", "UUID"],
]);

/** Types whose values have no form in JSON that could be read back: bytes, ranges, search vectors. */
const left = /^(?:bytea|tsvector|tsquery)$|range(?:\[\])?$/u;

/** `Int`, or `[String!]` for an array; `undefined` for a column that is not shown. */
export function scalarOf({ column, mapping, type }: PrimitiveModel): string | undefined {
  const isArray = column.type.endsWith("[]");
  const element = isArray ? column.type.slice(0, -2) : column.type;
  const short = element.split(".").at(-1)!;
  if (left.test(element)) return undefined;
  // What the application makes of it, only its conversion knows.
  if (mapping.codec !== undefined) return "JSON";
  // Arrays of arrays have a shape that the type does not tell.
  if (isArray && (mapping.dims ?? 1) > 1) return "JSON";
  const isNumber = element === "numeric" && mapping.numeric === "number";
  const scalar = isNumber ? "Float" : (scalars.get(element) ?? scalars.get(short) ?? "String");
  const mayHoldNull = type.kind === "list" && type.hasNulls === true;
  return isArray ? `[${scalar}${mayHoldNull ? "" : "!"}]` : scalar;
}

/** The scalars that GraphQL does not have. */
export const ownScalars: ReadonlyMap<string, string> = new Map([
  ["BigInt", "A whole number of up to 64 bits, in a string."],
  ["Date", "A day, such as 2026-11-24."],
  ["DateTime", "An ISO 8601 time with its zone, such as 2026-11-24T09:30:00.000Z."],
  ["Decimal", 'A decimal number in a string, such as "4.34".'],
  ["Duration", "An ISO 8601 duration, such as P1DT2H."],
  ["JSON", "Any value of JSON."],
  ["Time", "A time of day, such as 09:30:00."],
  ["UUID", "A UUID, such as 018f3c3e-5f0a-7c3a-9b1e-2d3f4a5b6c7d."],
]);
