// Operators of types that have an order.
import type { CompareOperator, Condition } from "../../sql/nodes.ts";
import { filterError, within } from "../Place.ts";
import { compare } from "./compare.ts";
import type { Operator, Operators } from "./Operator.ts";

function ordered(operator: CompareOperator): Operator {
  return (context, column, operand, at) =>
    column.isUnmatchable(operand, at)
      ? { kind: "never" }
      : compare(context, column, operator, operand, at);
}

const gte = ordered(">=");
const lte = ordered("<=");

export const order: Operators = {
  gt: ordered(">"),
  gte,
  lt: ordered("<"),
  lte,
  /** A side that is `undefined` is no bound. */
  between: (context, column, operand, at) => {
    if (!Array.isArray(operand) || operand.length !== 2)
      throw filterError(at, "is not a list of two bounds");
    const [low, high] = operand as [unknown, unknown];
    const items: Condition[] = [];
    for (const [index, bound, operator] of [
      [0, low, gte],
      [1, high, lte],
    ] as const) {
      const item =
        bound === undefined ? undefined : operator(context, column, bound, within(at, index));
      if (item !== undefined) items.push(item);
    }
    if (items.length === 0) return undefined;
    return items.length === 1 ? items[0] : { kind: "and", items };
  },
};
