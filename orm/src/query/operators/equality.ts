// The operators that nearly every type has.
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import type { Condition, ParameterNode } from "../../sql/nodes.ts";
import { type FilterColumn, listAt, type OperatorContext } from "../FilterColumn.ts";
import type { Place } from "../Place.ts";
import { booleanAt } from "./booleanAt.ts";
import { compare } from "./compare.ts";
import type { Operators } from "./Operator.ts";

export const equality: Operators = {
  eq: (context, column, operand, at) => {
    if (operand === null) return { kind: "isNull", operand: column.node };
    if (column.isUnmatchable(operand, at)) return { kind: "never" };
    return compare(context, column, "=", operand, at);
  },
  /** Rows that are NULL do not match: SQL's `<>`. */
  ne: (context, column, operand, at) => {
    if (operand === null || column.isUnmatchable(operand, at))
      return { kind: "isNotNull", operand: column.node };
    return compare(context, column, "<>", operand, at);
  },
  distinct: (context, column, operand, at) => {
    if (operand === null) return { kind: "isNotNull", operand: column.node };
    if (column.isUnmatchable(operand, at)) return { kind: "always" };
    return compare(context, column, "IS DISTINCT FROM", operand, at);
  },
  in: (context, column, operand, at) => {
    const any: Condition = {
      kind: "any",
      left: column.node,
      list: bindList(context, column, operand, at),
    };
    return hasNull(operand)
      ? { kind: "or", items: [any, { kind: "isNull", operand: column.node }] }
      : any;
  },
  nin: (context, column, operand, at) => {
    const none: Condition = {
      kind: "none",
      left: column.node,
      list: bindList(context, column, operand, at),
    };
    // A row without a value matches none to be left out, also when none of these can be bound.
    return hasNull(operand) || hasUnmatchable(column, operand, at)
      ? { kind: "and", items: [none, { kind: "isNotNull", operand: column.node }] }
      : none;
  },
  isNull: (_, { node }, operand, at) => ({
    kind: booleanAt(operand, at) ? "isNull" : "isNotNull",
    operand: node,
  }),
};

/** The list as one array, so that lists of any length have one text. NULL and what no row can have are left out. */
function bindList(
  context: OperatorContext,
  column: FilterColumn,
  list: unknown,
  at: Place,
): ParameterNode {
  listAt(list, at);
  return context.bind(at, column.listType, (given, place) =>
    arrayLiteral(
      listAt(given, place).flatMap((item) =>
        item === null || column.isUnmatchable(item, place) ? [] : column.encode(item, place),
      ),
    ),
  );
}

function hasNull(list: unknown): boolean {
  return (list as ReadonlyArray<unknown>).includes(null);
}

function hasUnmatchable(column: FilterColumn, list: unknown, at: Place): boolean {
  return listAt(list, at).some((item) => item !== null && column.isUnmatchable(item, at));
}

/** As `in` and `nin`, for types whose lists are no array of Postgres: arrays themselves. */
export const listedEquality: Operators = {
  ...equality,
  in: (context, column, operand, at) => {
    const found = isListed(context, column, operand, at);
    return hasNull(operand)
      ? { kind: "or", items: [found, { kind: "isNull", operand: column.node }] }
      : found;
  },
  nin: (context, column, operand, at) => {
    const list = listAt(operand, at);
    if (list.length === 0) return { kind: "always" };
    const found = isListed(context, column, operand, at);
    return {
      kind: "and",
      items: [
        { kind: "not", item: found },
        { kind: "isNotNull", operand: column.node },
      ],
    };
  },
};

const isListed = (
  context: OperatorContext,
  column: FilterColumn,
  list: unknown,
  at: Place,
): Condition => {
  listAt(list, at);
  const alias = context.alias("list");
  const rows = context.bind(at, "text[]", (given, place) =>
    arrayLiteral(
      listAt(given, place).flatMap((item) => (item === null ? [] : column.encode(item, place))),
    ),
  );
  return {
    kind: "exists",
    source: { from: { rows: { kind: "call", name: "unnest", operand: rows }, alias }, joins: [] },
    where: {
      kind: "compare",
      left: column.node,
      operator: "=",
      right: {
        kind: "cast",
        operand: { kind: "column", alias, column: "value" },
        type: column.type,
      },
    },
  };
};
