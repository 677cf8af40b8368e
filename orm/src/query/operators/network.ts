// Operators of inet and cidr columns.
import { comparison } from "./compare.ts";
import type { Operators } from "./Operator.ts";

export const network: Operators = {
  within: comparison("<<", "inet"),
  withinOrEqual: comparison("<<=", "inet"),
  contains: comparison(">>", "inet"),
};
