// Values in SQL of the application, which no column says the type of.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { codecFor } from "../schema/codecFor.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Cell } from "../sql/Statement.ts";
import { encodeText } from "./operators/text.ts";
import { filterError, type Place } from "./Place.ts";
import type { Encode } from "./StatementParts.ts";

/** As Postgres reads it; objects have no such form. */
export function encodeGiven(value: unknown, at: Place): Cell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayLiteral(value.map((item) => encodeGiven(item, at)));
  switch (typeof value) {
    case "string":
      return encodeText(value, at);
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value instanceof Date) return encodeBy("timestamp with time zone", value, at);
      if (value instanceof Uint8Array) return encodeBy("bytea", value, at);
      throw filterError(
        at,
        isPlainObject(value)
          ? "is an object, which has no form in SQL; sql.value gives it a type"
          : "has no form in SQL",
      );
    default:
      throw filterError(at, `is a ${typeof value}, which has no form in SQL`);
  }
}

/** As a type of Postgres: by its codec, or as the text that Postgres reads. */
export function encodeTyped(type: string): Encode {
  const codec = codecFor(type);
  return (value, at) => {
    if (value === null || value === undefined) return null;
    if (codec.refuse(value) === undefined) return codec.encode(value);
    return encodeGiven(value, at);
  };
}

function encodeBy(type: string, value: unknown, at: Place): string {
  const codec = codecFor(type);
  const reason = codec.refuse(value);
  if (reason !== undefined) throw filterError(at, reason);
  return codec.encode(value);
}
