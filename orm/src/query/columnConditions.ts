// The conditions on one column: a value, a list, NULL, or operators, which are those of the column's type and no others.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { Condition } from "../sql/nodes.ts";
import type { FilterColumn, OperatorContext } from "./FilterColumn.ts";
import { below, type Place, unknownKey, within } from "./Place.ts";

export function columnConditions(
  context: OperatorContext,
  column: FilterColumn,
  value: unknown,
  at: Place,
): Condition[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return apply(context, column, column.family.bareList, value, at, at);
  if (!isPlainObject(value) || isOwnValue(column, value))
    return apply(context, column, "eq", value, at, at);
  if (isOperatorPair(value)) {
    const { op, value: operand } = value;
    return apply(context, column, op, operand, within(at, "value"), at);
  }
  return Object.entries(value).flatMap(([name, operand]) => {
    const here = below(at, name);
    if (name === "not") return negation(columnConditions(context, column, operand, here));
    return apply(context, column, name, operand, here, here);
  });
}

/** One operator. `shownAt` is the place that an unknown operator is reported at. */
function apply(
  context: OperatorContext,
  column: FilterColumn,
  name: string,
  operand: unknown,
  at: Place,
  shownAt: Place,
): Condition[] {
  const { operators } = column.family;
  const operator = operators.get(name);
  if (operator === undefined)
    throw unknownKey(shownAt, name, `an operator for ${column.type}`, [...operators.keys(), "not"]);
  const condition = operand === undefined ? undefined : operator(context, column, operand, at);
  return condition === undefined ? [] : [condition];
}

export function negation(items: Condition[]): Condition[] {
  if (items.length === 0) return [];
  return [{ kind: "not", item: items.length === 1 ? items[0]! : { kind: "and", items } }];
}

/** An object without a word of the filter in it, which the column takes as a value. */
function isOwnValue(column: FilterColumn, value: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(value);
  const { operators } = column.family;
  const isWord = (name: string): boolean => operators.has(name) || name === "not" || name === "op";
  return names.length > 0 && !names.some(isWord) && column.isValue(value);
}

interface OperatorPair {
  readonly op: string;
  readonly value: unknown;
}

/** `{ op: "gte", value: 1 }`, the form that GraphQL inputs have. */
function isOperatorPair(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & OperatorPair {
  return (
    typeof value["op"] === "string" &&
    Object.keys(value).every((key) => key === "op" || key === "value")
  );
}
