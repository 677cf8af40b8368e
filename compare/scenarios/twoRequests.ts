// Scenario 22: two requests, one row.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type TwoRequestsObserved = {
  readonly separate: boolean;
  readonly leaks: boolean;
};

export const twoRequests: Scenario<TwoRequestsObserved> = {
  number: 22,
  title: "two requests, one row",
  question:
    "Two units of work load the same row; one changes it without a flush. Does the other one see it?",
  rightAnswer: "Never: what one request has changed is nobody else's before it is committed.",
  judge: judgeBy({
    separate: [exactly(true), "objects of their own"],
    leaks: [exactly(false), "leaks"],
  }),
};
