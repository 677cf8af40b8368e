// Scenario 37: populate after changes in memory.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type PopulateAfterChangeObserved = {
  readonly hasNew: boolean;
  readonly lostMoved: boolean;
  readonly keptTitle: boolean;
  readonly writes: number;
};

export const populateAfterChange: Scenario<PopulateAfterChangeObserved> = {
  number: 37,
  title: "populate after changes",
  question:
    "Before an author's books are loaded, one of them is renamed, one is given to another author and a new one is made. Then they are populated.",
  rightAnswer:
    "What was changed in memory holds: the new one is there, the one given away is not, the new title stands. Nothing is written.",
  judge: judgeBy({
    hasNew: [exactly(true), "the new one is there"],
    lostMoved: [exactly(true), "the one given away is gone"],
    keptTitle: [exactly(true), "the new title stands"],
    writes: [exactly(0), "writes"],
  }),
};
