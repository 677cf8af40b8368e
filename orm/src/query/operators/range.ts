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
  const own = codecFor(column.type);
  if (own.refuse(value) === undefined) return column.encode(value, at) as string;
  const text = rangeText(column.type.replace("multirange", "range"), value, at);
  return isMulti ? `{${text}}` : text;
}

/** A range, or the range that holds nothing but one element. */
function rangeText(type: string, value: unknown, at: Place): string {
  const range = codecFor(type);
  if (range.refuse(value) === undefined) return range.encode(value);
  const [, elementType = "text"] = elements.find(([prefix]) => type.startsWith(prefix)) ?? [];
  const element = codecFor(elementType);
  const reason = element.refuse(value);
  if (reason !== undefined) throw filterError(at, `${reason}, nor is it a range`);
  const quoted = `"${element.encode(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return `[${quoted},${quoted}]`;
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
