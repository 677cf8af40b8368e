// Scenario 26: loads one after the other among many entities.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type SequentialLoadsObserved = {
  readonly statements: number;
  readonly writes: number;
  readonly books: number;
  readonly grows: number;
};

export const sequentialLoads: Scenario<SequentialLoadsObserved> = {
  number: 26,
  title: "loads one after the other among many entities",
  question:
    "100 authors are asked for their books one after the other, with a name changed and not yet flushed; then 400. Does reading write, and does the work of each load grow with what is in memory?",
  rightAnswer:
    "Reading writes nothing, and four times as many loads are four times the work, or so: under eight.",
  judge: judgeBy({
    statements: [exactly(400), "statements for 400"],
    writes: [exactly(0), "writes by reading"],
    books: [exactly(400), "books"],
    grows: [atMost(8), "work grows by"],
  }),
};
