// What one operator of a filter means.
import type { Condition } from "../../sql/nodes.ts";
import type { FilterColumn, OperatorContext } from "../FilterColumn.ts";
import type { Place } from "../Place.ts";

/** The condition on a column; `undefined` when the operand says that there is none. The operand is never `undefined`. */
export type Operator = (
  context: OperatorContext,
  column: FilterColumn,
  operand: unknown,
  at: Place,
) => Condition | undefined;

export type Operators = Readonly<Record<string, Operator>>;
