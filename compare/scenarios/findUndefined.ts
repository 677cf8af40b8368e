// Scenario 38: a filter whose value is undefined.
import { anything, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type FindUndefinedObserved = {
  readonly found: number | string;
  readonly deleted: string;
  readonly left: number;
};

export const findUndefined: Scenario<FindUndefinedObserved> = {
  number: 38,
  title: "a filter whose value is undefined",
  question:
    "Reviews are found by a rating that is undefined, as when a caller left out an argument. Then reviews are deleted in one statement by the same filter. How many are left of 180?",
  rightAnswer:
    "What a find does is a matter of choice: nobody is hurt. The delete is refused, or hits nothing: 180 are left.",
  note: "Rows are found where others find none: a value that is undefined asks for nothing, so that a filter can be written down with all that may be asked. Only where that would hit every row it is refused.",
  judge: judgeBy<FindUndefinedObserved>({
    found: [anything, "found"],
    deleted: [anything, "deleting says"],
    left: [exactly(180), "reviews left"],
  }),
};
