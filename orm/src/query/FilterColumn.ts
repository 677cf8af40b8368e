// What a filter can be about: a column, or an expression made of one, with how its values are typed and encoded and which
// operators its type has.
import type { Expression, ParameterNode } from "../sql/nodes.ts";
import type { Family } from "./operators/Family.ts";
import { filterError, type Place } from "./Place.ts";
import type { Encode } from "./StatementParts.ts";

export interface FilterColumn {
  readonly node: Expression;
  /** What bound values are cast to. */
  readonly type: string;
  /** What lists of them are cast to. */
  readonly listType: string;
  readonly family: Family;
  /** Checks and encodes one value of the column. */
  readonly encode: Encode;
  /** Whether an object is a value of the column's own and not a set of operators. */
  isValue(value: object): boolean;
  /** Whether a value is one that no row can have, as a new entity is. */
  isUnmatchable(value: unknown, at: Place): boolean;
}

/** What operators are given beside the column and the operand. */
export interface OperatorContext {
  bind(place: Place, type: string | undefined, encode: Encode): ParameterNode;
  /** An alias for the rows of a function. */
  alias(name: string): string;
  /** The column that a member of an alias stands for; `undefined` for a value. */
  columnOf(operand: unknown, at: Place): Expression | undefined;
}

/** A list of the values that it is given, checked one by one. */
export function listAt(list: unknown, at: Place): ReadonlyArray<unknown> {
  if (!Array.isArray(list)) throw filterError(at, "is not a list");
  return list as ReadonlyArray<unknown>;
}
