// Scenario 23: populate of what is mostly loaded.
import { anything, atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type PartOverlapObserved = {
  readonly books: number;
  readonly rows: number;
  readonly statements: number;
};

export const partOverlap: Scenario<PartOverlapObserved> = {
  number: 23,
  title: "populate of what is mostly loaded",
  question:
    "Of 30 authors 27 have their books loaded; then books are populated for all. How many rows come?",
  rightAnswer: "Only what is missing: the 9 books of three authors.",
  judge: judgeBy({
    books: [exactly(90), "books"],
    rows: [atMost(9), "rows"],
    statements: [anything, "statements"],
  }),
};
