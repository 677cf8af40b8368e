// Scenario 9: many-to-many from both sides.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ManyToManyLoopObserved = {
  readonly tagsOfBooks: number;
  readonly statements: number;
  readonly booksOfTags: number;
  readonly statementsBack: number;
};

export const manyToManyLoop: Scenario<ManyToManyLoopObserved> = {
  number: 9,
  title: "many-to-many from both sides",
  question:
    "90 books are asked for their tags, then 12 tags for their books, each on its own and together.",
  rightAnswer: "One statement each way, and all 180 links both ways.",
  judge: judgeBy({
    tagsOfBooks: [exactly(180), "tags of books"],
    statements: [exactly(1), "statements for 90 books"],
    booksOfTags: [exactly(180), "books of tags"],
    statementsBack: [exactly(1), "statements for 12 tags"],
  }),
};
