// Scenario 6: N + 1 from the many to the one.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ManyToOneLoopObserved = {
  readonly authors: number;
  readonly statements: number;
  readonly rows: number;
};

export const manyToOneLoop: Scenario<ManyToOneLoopObserved> = {
  number: 6,
  title: "N + 1 from the many to the one",
  question:
    "90 books are asked for their 30 authors, each on its own and together. How much is sent?",
  rightAnswer: "One statement that brings each author once: 30 rows.",
  judge: judgeBy({
    authors: [exactly(30), "different authors"],
    statements: [exactly(1), "statements"],
    rows: [exactly(30), "rows"],
  }),
};
