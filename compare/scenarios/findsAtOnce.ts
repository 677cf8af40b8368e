// Scenario 8: finds and counts of one shape at once.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type FindsAtOnceObserved = {
  readonly books: number;
  readonly finds: number;
  readonly counted: number;
  readonly counts: number;
};

export const findsAtOnce: Scenario<FindsAtOnceObserved> = {
  number: 8,
  title: "finds and counts of one shape at once",
  question: "30 finds that differ in a value only run at once, and 30 counts. How many statements?",
  rightAnswer: "One for all finds, one for all counts.",
  judge: judgeBy({
    books: [exactly(90), "books"],
    finds: [exactly(1), "for 30 finds"],
    counted: [exactly(90), "counted"],
    counts: [exactly(1), "for 30 counts"],
  }),
};
