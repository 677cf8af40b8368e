// The comparison of a column with a bound value or another column, which most operators are.
import type { CompareOperator, Condition, Expression } from "../../sql/nodes.ts";
import type { FilterColumn, OperatorContext } from "../FilterColumn.ts";
import type { Place } from "../Place.ts";
import type { Encode } from "../StatementParts.ts";
import type { Operator } from "./Operator.ts";

/** `column operator value`, the value encoded as the column's own unless told otherwise. */
export function compare(
  context: OperatorContext,
  column: FilterColumn,
  operator: CompareOperator,
  operand: unknown,
  at: Place,
  type: string = column.type,
  encode: Encode = column.encode,
): Condition {
  const right: Expression = context.columnOf(operand, at) ?? context.bind(at, type, encode);
  return { kind: "compare", left: column.node, operator, right };
}

/** An operator that compares with a value of the column's type, or of another one. */
export function comparison(operator: CompareOperator, type?: string, encode?: Encode): Operator {
  return (context, column, operand, at) =>
    compare(context, column, operator, operand, at, type, encode);
}

/** The same, negated: NULL matches neither. */
export function negated(operator: Operator): Operator {
  return (...args) => {
    const item = operator(...args);
    return item && { kind: "not", item };
  };
}
