// Operators of ranges and multiranges. An operand is a range or one of its elements, which is the range from itself to itself.
import { codecFor } from "../../schema/codecFor.ts";
import type { CompareOperator } from "../../sql/nodes.ts";
import type { FilterColumn } from "../FilterColumn.ts";
import { filterError, type Place } from "../Place.ts";
import { compare } from "./compare.ts";
import type { Operator, Operators } from "./Operator.ts";

/** The types of the elements, by what a range's name begins with. */
const elements: ReadonlyArray<readonly [prefix: string, type: string]> = [
  ["int4", "integer"],
  ["int8", "bigint"],
  ["num", "numeric"],
  ["tstz", "timestamp with time zone"],
  ["ts", "timestamp without time zone"],
  ["date", "date"],
];

function encodeOperand(column: FilterColumn, value: unknown, at: Place): string {
  const isMulti = column.type.endsWith("multirange");
  const text = rangeText(column, value, at);
  return isMulti && !text.startsWith("{") ? `{${text}}` : text;
}

function rangeText(column: FilterColumn, value: unknown, at: Place): string {
  const isText = typeof value === "string";
  if (isText ? /^\s*(?:[[({]|empty)/i.test(value) : isRangeObject(value))
    return column.encode(value, at) as string;
  const [, type = "text"] = elements.find(([prefix]) => column.type.startsWith(prefix)) ?? [];
  const codec = codecFor(type);
  const reason = isText && !codec.isText ? undefined : codec.refuse(value);
  if (reason !== undefined) throw filterError(at, `${reason}, nor is it a range`);
  const element = isText ? value : codec.encode(value);
  const quoted = `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return `[${quoted},${quoted}]`;
}

function isRangeObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

function ranged(operator: CompareOperator): Operator {
  return (context, column, operand, at) =>
    compare(context, column, operator, operand, at, column.type, (value, place) =>
      encodeOperand(column, value, place),
    );
}

export const range: Operators = {
  contains: ranged("@>"),
  containedBy: ranged("<@"),
  overlaps: ranged("&&"),
  adjacent: ranged("-|-"),
  before: ranged("<<"),
  after: ranged(">>"),
};
