// Scenario 14: a page with a collection.
import { anything, atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type PageWithBooksObserved = {
  readonly authors: number;
  readonly books: number;
  readonly rows: number;
  readonly statements: number;
};

export const pageWithBooks: Scenario<PageWithBooksObserved> = {
  number: 14,
  title: "a page with a collection",
  question: "The first 5 authors by name, with all their books.",
  rightAnswer: "Five authors and their 15 books: the limit is of authors, not of joined rows.",
  note: "The books leave with the authors, in one round trip and one snapshot: BEGIN and COMMIT are the statements more. Joined repeats each author with every book.",
  judge: judgeBy({
    authors: [exactly(5), "authors"],
    books: [exactly(15), "books"],
    rows: [atMost(20), "rows"],
    statements: [anything, "statements"],
  }),
};
