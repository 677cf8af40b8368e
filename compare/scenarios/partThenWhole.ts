// Scenario 36: a row that is read in part, then whole.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type PartThenWholeObserved = {
  readonly isSameObject: boolean;
  readonly isWhole: boolean;
  readonly survives: boolean;
  readonly isStored: boolean;
};

export const partThenWhole: Scenario<PartThenWholeObserved> = {
  number: 36,
  title: "a row read in part, then whole",
  question:
    "A book is loaded without its synopsis, its title is changed, and it is found again with the synopsis. Then it is flushed.",
  rightAnswer: "One object, which is whole now; the change stands, and is all that is stored.",
  judge: judgeBy({
    isSameObject: [exactly(true), "one object"],
    isWhole: [exactly(true), "it is whole"],
    survives: [exactly(true), "the change stands"],
    isStored: [exactly(true), "it is stored, and nothing is lost"],
  }),
};
