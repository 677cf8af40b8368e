// The conditions on one column: a value, a list, NULL, or operators, each value checked and encoded by `Encode`.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { ColumnNode, CompareOperator, Condition } from "../sql/nodes.ts";
import { below, filterError, type FilterPath, unknownKey } from "./filterPath.ts";
import type { StatementParts } from "./StatementParts.ts";

/** A column in a filter: how its values are typed and encoded. `undefined` is a value that no row can have. */
export interface FilterColumn {
  readonly node: ColumnNode;
  readonly type: string;
  readonly isArray: boolean;
  encode(value: unknown, at: FilterPath): string | undefined;
}

const comparisons: ReadonlyMap<string, CompareOperator> = new Map([
  ["gt", ">"],
  ["gte", ">="],
  ["lt", "<"],
  ["lte", "<="],
]);

const operators = ["eq", "ne", "in", "nin", ...comparisons.keys()];

export function columnConditions(
  parts: StatementParts,
  column: FilterColumn,
  value: unknown,
  at: FilterPath,
): Condition[] {
  if (!isPlainObject(value)) {
    const isList = Array.isArray(value) && !column.isArray;
    if (isList) return [oneOf(parts, column, value, at)];
    // A bare list on an array column asks what it contains; `eq` asks for the whole value.
    return [equal(parts, column, column.isArray ? "@>" : "=", value, at)];
  }
  return Object.entries(value).map(([operator, operand]) => {
    const here = below(at, operator);
    switch (operator) {
      case "eq":
        return equal(parts, column, "=", operand, here);
      case "ne":
        return notEqual(parts, column, operand, here);
      case "in":
        return oneOf(parts, column, operand, here);
      case "nin":
        return noneOf(parts, column, operand, here);
    }
    const comparison = comparisons.get(operator);
    if (comparison === undefined) throw unknownKey(here, operator, "an operator", operators);
    return compare(parts, column, comparison, operand, here);
  });
}

function equal(
  parts: StatementParts,
  column: FilterColumn,
  operator: CompareOperator,
  value: unknown,
  at: FilterPath,
): Condition {
  if (value === null) return { kind: "isNull", operand: column.node };
  return compare(parts, column, operator, value, at);
}

/** Rows that are NULL do not match: SQL's `<>`. */
function notEqual(
  parts: StatementParts,
  column: FilterColumn,
  value: unknown,
  at: FilterPath,
): Condition {
  if (value === null) return { kind: "isNotNull", operand: column.node };
  return compare(parts, column, "<>", value, at);
}

function compare(
  parts: StatementParts,
  column: FilterColumn,
  operator: CompareOperator,
  value: unknown,
  at: FilterPath,
): Condition {
  const cell = column.encode(value, at);
  if (cell === undefined) return { kind: "never" };
  return { kind: "compare", left: column.node, operator, right: parts.bind(cell, column.type) };
}

function oneOf(
  parts: StatementParts,
  column: FilterColumn,
  list: unknown,
  at: FilterPath,
): Condition {
  const { cells, hasNull } = cellsOf(column, list, at);
  const any: Condition = { kind: "any", left: column.node, list: bindList(parts, column, cells) };
  return hasNull ? { kind: "or", items: [any, { kind: "isNull", operand: column.node }] } : any;
}

function noneOf(
  parts: StatementParts,
  column: FilterColumn,
  list: unknown,
  at: FilterPath,
): Condition {
  const { cells, hasNull } = cellsOf(column, list, at);
  const none: Condition = { kind: "none", left: column.node, list: bindList(parts, column, cells) };
  return hasNull
    ? { kind: "and", items: [none, { kind: "isNotNull", operand: column.node }] }
    : none;
}

function bindList(
  parts: StatementParts,
  { type }: FilterColumn,
  cells: string[],
): ReturnType<StatementParts["bind"]> {
  return parts.bind(arrayLiteral(cells), `${type}[]`);
}

function cellsOf(
  column: FilterColumn,
  list: unknown,
  at: FilterPath,
): { cells: string[]; hasNull: boolean } {
  if (!Array.isArray(list)) throw filterError(at, "is not a list");
  const cells = list.flatMap((item: unknown) =>
    item === null ? [] : (column.encode(item, at) ?? []),
  );
  return { cells, hasNull: list.includes(null) };
}
