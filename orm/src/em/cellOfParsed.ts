// From a value as `em.sql` gives it, or as node-postgres parses it by default, back to the text that Postgres prints, which is what entities keep.
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Cell } from "../sql/Statement.ts";
import { printedCell } from "./printedForms.ts";

/** @param type of the column, as codecs name it */
export function cellOfParsed(type: string, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  const printed = typeof value === "object" ? printedCell(value, type) : undefined;
  if (printed !== undefined) return printed;
  if (type === "json" || type === "jsonb") return JSON.stringify(value);
  if (Array.isArray(value)) return arrayOf(type.replace(/\[\]$/, ""), value);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Date) return instant(type, value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object") return composed(value);
  return Object.is(value, -0) ? "-0" : `${value as number | bigint}`;
}

function arrayOf(type: string, values: ReadonlyArray<unknown>): string {
  if (!values.some(Array.isArray))
    return arrayLiteral(values.map((value) => cellOfParsed(type, value)));
  return `{${values.map((value) => arrayOf(type, value as unknown[])).join(",")}}`;
}

/** Dates and timestamps without a zone were read as times of the process's zone, so they are printed as such. */
function instant(type: string, value: Date): string {
  if (type === "timestamptz") return value.toISOString();
  const local = new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString();
  return type === "date" ? local.slice(0, 10) : local.slice(0, -1).replace("T", " ");
}

/** Intervals, points and circles. */
function composed(value: object): string {
  if ("toPostgres" in value && typeof value.toPostgres === "function")
    return String(value.toPostgres((each: unknown) => each));
  const { x, y, radius } = value as { readonly [part in "x" | "y" | "radius"]?: number };
  if (x === undefined || y === undefined) return JSON.stringify(value);
  return radius === undefined ? `(${x},${y})` : `<(${x},${y}),${radius}>`;
}
