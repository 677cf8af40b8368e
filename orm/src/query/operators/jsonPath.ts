// Conditions on values inside json documents. Keys are data of the document: they are bound as one `text[]`, and a key that
// is missing is NULL. A value is compared as what it is: text as text, numbers as numbers.
import { isPlainObject } from "../../kit/isPlainObject.ts";
import { jsonCodec } from "../../schema/codecs/jsonCodec.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import type { Condition, Expression, ParameterNode } from "../../sql/nodes.ts";
import type { FilterColumn, OperatorContext } from "../FilterColumn.ts";
import { below, filterError, type Place, unknownKey } from "../Place.ts";
import { comparison } from "./compare.ts";
import { equality } from "./equality.ts";
import { type Family, family } from "./Family.ts";
import type { Operators } from "./Operator.ts";
import { order } from "./order.ts";
import { encodeText, text } from "./text.ts";

/** A document, or what stands at keys of it. */
export interface JsonValue {
  readonly document: Expression;
  readonly path: ReadonlyArray<string>;
}

const inside: Operators = { contains: comparison("@>"), containedBy: comparison("<@") };
const ofText: Family = family([equality, order, text]);
const ofNumber: Family = family([equality, order]);
const ofJson: Family = family([equality, inside]);
const operators = new Set([ofText, ofJson].flatMap((each) => [...each.operators.keys()]));
const codec = jsonCodec("jsonb");

/** The operator `path`: a filter whose keys are those of the document. */
export function parseJsonPath(
  context: OperatorContext,
  { node }: FilterColumn,
  operand: unknown,
  at: Place,
): Condition | undefined {
  if (!isPlainObject(operand)) throw filterError(at, "is not an object of keys");
  return all(parseLevel(context, { document: node, path: [] }, operand, at));
}

function parseLevel(
  context: OperatorContext,
  value: JsonValue,
  filter: unknown,
  at: Place,
): Condition[] {
  if (filter === undefined) return [];
  if (!isPlainObject(filter))
    return listOf(jsonCondition(context, value, Array.isArray(filter) ? "in" : "eq", filter, at));
  const entries = Object.entries(filter);
  const areOperators = entries.length > 0 && entries.every(([key]) => operators.has(key));
  return entries.flatMap(([key, item]) => {
    if (item === undefined) return [];
    const here = below(at, key);
    if (areOperators) return listOf(jsonCondition(context, value, key, item, here));
    if (key === "$any") return anyElement(context, value, item, here);
    return parseLevel(
      context,
      { document: value.document, path: [...value.path, key] },
      item,
      here,
    );
  });
}

/** Some element of the array that stands there. */
function anyElement(
  context: OperatorContext,
  value: JsonValue,
  filter: unknown,
  at: Place,
): Condition[] {
  const alias = context.alias("element");
  const element: JsonValue = { document: { kind: "column", alias, column: "value" }, path: [] };
  const conditions = parseLevel(context, element, filter, at);
  if (conditions.length === 0) return [];
  const list = whenOf(valueOf(value, bindPath(context, value, at)), "array");
  const rows: Expression = { kind: "call", name: "jsonb_array_elements", operand: list };
  const source = { from: { rows, alias }, joins: [] };
  return [{ kind: "exists", source, where: { kind: "and", items: conditions } }];
}

/** One operator on what stands in a document. */
export function jsonCondition(
  context: OperatorContext,
  value: JsonValue,
  name: string,
  operand: unknown,
  at: Place,
): Condition | undefined {
  // JSON's null has no text either, so it counts as missing.
  const column = columnFor(context, value, name === "isNull" ? null : operand, at);
  const operator = column.family.operators.get(name);
  if (operator === undefined)
    throw unknownKey(at, name, "an operator for such a value", column.family.operators.keys());
  return operator(context, column, operand, at);
}

/** The type that the value is compared as follows from the operand. */
function columnFor(
  context: OperatorContext,
  value: JsonValue,
  operand: unknown,
  at: Place,
): FilterColumn {
  const kinds = new Set((Array.isArray(operand) ? operand : [operand]).map(kindOf));
  kinds.delete("null");
  const path = bindPath(context, value, at);
  const common = { isValue: () => false, isUnmatchable: () => false };
  if (kinds.size === 1 && kinds.has("number"))
    return {
      ...common,
      node: { kind: "cast", operand: whenOf(valueOf(value, path), "number"), type: "numeric" },
      type: "numeric",
      listType: "numeric[]",
      family: ofNumber,
      encode: encodeNumber,
    };
  if (kinds.size > 1 || kinds.has("json"))
    return {
      ...common,
      node: valueOf(value, path),
      type: "jsonb",
      listType: "jsonb[]",
      family: ofJson,
      encode: encodeJson,
    };
  const node = textOf(value, path);
  return { ...common, node, type: "text", listType: "text[]", family: ofText, encode: encodeText };
}

function kindOf(operand: unknown): "json" | "null" | "number" | "text" {
  if (operand === null || operand === undefined) return "null";
  if (typeof operand === "number" || typeof operand === "bigint") return "number";
  return typeof operand === "boolean" || isPlainObject(operand) || Array.isArray(operand)
    ? "json"
    : "text";
}

/** The text of what stands there, which is also what orders go by. */
export function textOf({ document }: JsonValue, path: ParameterNode): Expression {
  return { kind: "jsonPath", operand: document, operator: "#>>", path };
}

function valueOf({ document }: JsonValue, path: ParameterNode): Expression {
  return { kind: "jsonPath", operand: document, operator: "#>", path };
}

export function bindPath(
  context: Pick<OperatorContext, "bind">,
  { path }: JsonValue,
  at: Place,
): ParameterNode {
  for (const key of path) encodeText(key, at);
  const literal = arrayLiteral(path);
  return context.bind(at, "text[]", () => literal);
}

function whenOf(value: Expression, type: "array" | "number"): Expression {
  const left: Expression = { kind: "call", name: "jsonb_typeof", operand: value };
  const right: Expression = { kind: "literal", text: type };
  return { kind: "when", condition: { kind: "compare", left, operator: "=", right }, value };
}

function encodeNumber(value: unknown, at: Place): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "number" || !Number.isFinite(value))
    throw filterError(at, "is not a number that JSON can hold");
  return String(value);
}

function encodeJson(value: unknown, at: Place): string {
  const reason = codec.refuse(value);
  if (reason !== undefined) throw filterError(at, reason);
  return codec.encode(value);
}

function listOf(condition: Condition | undefined): Condition[] {
  return condition === undefined ? [] : [condition];
}

function all(items: Condition[]): Condition | undefined {
  return items.length > 1 ? { kind: "and", items } : items[0];
}
