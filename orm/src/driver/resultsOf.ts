// The results of statements that all have to succeed.
import type { Outcome, Result } from "./Driver.ts";

/** Throws the error of the first that failed. */
export function resultsOf(outcomes: ReadonlyArray<Outcome>): ReadonlyArray<Result> {
  return outcomes.map(({ result, error }) => {
    if (error !== undefined) throw error;
    return result;
  });
}
