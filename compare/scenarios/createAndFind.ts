// Scenario 21: create and find in a loop.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type CreateAndFindObserved = {
  readonly finds: number;
  readonly writes: number;
  readonly isStored: boolean;
};

export const createAndFind: Scenario<CreateAndFindObserved> = {
  number: 21,
  title: "create and find in a loop",
  question:
    "50 times a tag is made and then others are found. What is sent, and when is it written?",
  rightAnswer:
    "One statement for each find; nothing is written before the flush, and then in one go.",
  judge: judgeBy({
    finds: [exactly(50), "statements before the flush"],
    writes: [exactly(0), "writes before the flush"],
    isStored: [exactly(true), "all are stored"],
  }),
};
