// Scenario 25: how collections of many owners grow.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ManyOwnersObserved = {
  readonly books: number;
  readonly tags: number;
  readonly booksGrow: number;
  readonly tagsGrow: number;
  readonly textGrows: number;
};

export const manyOwners: Scenario<ManyOwnersObserved> = {
  number: 25,
  title: "collections of many owners",
  question:
    "100 authors are asked for their books and 100 books for their tags, each on its own and together; then four times as many. By what factor do the work of the processor and the text of the SQL grow?",
  rightAnswer: "The work by four or so: under eight. The text by next to nothing.",
  judge: judgeBy({
    books: [exactly(400), "books of 400 authors"],
    tags: [exactly(800), "tags of 400 books"],
    booksGrow: [atMost(8), "work for books grows by"],
    tagsGrow: [atMost(8), "for tags by"],
    textGrows: [atMost(1.1), "SQL text by"],
  }),
};
