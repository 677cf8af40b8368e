// Scenario 20: found or made, ten times at once.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type FindOrMakeObserved = {
  readonly rows: number;
  readonly objects: number;
};

export const findOrMake: Scenario<FindOrMakeObserved> = {
  number: 20,
  title: "found or made, ten times at once",
  question:
    "Ten calls at once ask for a tag by its name, which is not there, or make it. How many rows come of it?",
  rightAnswer: "One row, and one object.",
  judge: judgeBy({
    rows: [exactly(1), "rows"],
    objects: [exactly(1), "objects"],
  }),
};
