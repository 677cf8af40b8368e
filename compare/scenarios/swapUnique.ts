// Scenario 17: two rows swap unique values.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type SwapUniqueObserved = {
  readonly swapped: boolean;
  readonly ring: boolean;
};

export const swapUnique: Scenario<SwapUniqueObserved> = {
  number: 17,
  title: "two rows swap unique values",
  question:
    "Two profiles swap their authors, which are unique; two new authors are each other's mentors. Does the flush find a way?",
  rightAnswer: "Both are stored: the order of writes is the unit of work's business.",
  judge: judgeBy({
    swapped: [exactly(true), "swapped"],
    ring: [exactly(true), "a ring of new rows"],
  }),
};
