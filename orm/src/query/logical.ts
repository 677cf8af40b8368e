// Conditions put together. What is `undefined` is left out, so that conditions can be made only where there is something to ask.
import type { ExpressionCondition, ExpressionFilter } from "../types/Conditions.ts";

/** All of them hold. */
export function and(
  ...conditions: ReadonlyArray<ExpressionCondition | undefined>
): ExpressionFilter {
  return { and: conditions };
}

/** One of them holds. */
export function or(
  ...conditions: ReadonlyArray<ExpressionCondition | undefined>
): ExpressionFilter {
  return { or: conditions };
}

/** The condition is false; where it is NULL, so is this. */
export function not(condition: ExpressionCondition | undefined): ExpressionFilter {
  return { not: condition };
}
