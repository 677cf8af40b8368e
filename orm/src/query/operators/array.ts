// Operators of array columns; their operands are lists.
import { booleanAt } from "./booleanAt.ts";
import { comparison, negated } from "./compare.ts";
import type { Operators } from "./Operator.ts";

const contains = comparison("@>");
const overlaps = comparison("&&");

export const array: Operators = {
  contains,
  ncontains: negated(contains),
  overlaps,
  noverlaps: negated(overlaps),
  containedBy: comparison("<@"),
  isEmpty: (_, { node }, operand, at) => ({
    kind: "compare",
    left: { kind: "call", name: "cardinality", operand: node },
    operator: booleanAt(operand, at) ? "=" : "<>",
    right: { kind: "literal", text: "0" },
  }),
};
